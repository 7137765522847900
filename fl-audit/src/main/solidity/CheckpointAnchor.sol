// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Remembers how far logs have come, so that none of them can be rolled back or forked unseen.
/// @notice A log is named by who publishes it and by the SHA-256 of its origin: nobody can write in another's name.
/// What a publisher may do is to go on. A smaller size, or another root for the size that is held, is refused. From the
/// first call of `anchorConsistent` on, every step of that log must come with the proof that the new tree extends the
/// old one (RFC 9162, section 2.1.4), which is checked here.
/// @dev The contract knows no owner, holds no funds and cannot be changed. The head of a log takes two slots.
contract CheckpointAnchor {
    /// @param root RFC 6962 root hash
    /// @param size number of leaves
    /// @param time of the block that anchored it, in seconds since 1970; 0 where nothing is anchored
    /// @param number of that block
    /// @param strict whether every step needs a proof
    struct Head {
        bytes32 root;
        uint64 size;
        uint64 time;
        uint64 number;
        bool strict;
    }

    event Anchored(address indexed publisher, bytes32 indexed log, uint64 size, bytes32 root);

    /// The log already has this size.
    error Smaller(uint64 held);

    /// Another root is held for this size.
    error Forked(uint64 size);

    /// The path does not lead from the held root to the new one.
    error Unproven(uint64 from, uint64 to);

    /// Steps of this log need a proof.
    error ProofNeeded();

    /// The root of a tree without leaves: SHA-256 of nothing.
    bytes32 private constant EMPTY = 0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855;

    mapping(address publisher => mapping(bytes32 log => Head)) private heads;

    /// @return what is held of a log; time 0 where nothing is
    function head(address publisher, bytes32 log) external view returns (Head memory) {
        return heads[publisher][log];
    }

    /// Goes on to this size and root without a proof.
    /// @param log SHA-256 of the log's origin
    function anchor(bytes32 log, uint64 size, bytes32 root) external {
        Head storage held = heads[msg.sender][log];
        if (held.strict) {
            revert ProofNeeded();
        }
        if (isNews(held, size, root)) {
            remember(held, log, size, root, false);
        }
    }

    /// Goes on to this size and root if the path proves that the new tree extends the one that is held; from here on
    /// no step of the log goes without a proof.
    /// @param log SHA-256 of the log's origin
    /// @param path consistency proof; empty for the first checkpoint and from size 0
    function anchorConsistent(bytes32 log, uint64 size, bytes32 root, bytes32[] calldata path) external {
        Head storage held = heads[msg.sender][log];
        if (!isNews(held, size, root)) {
            held.strict = true;
            return;
        }
        uint64 from = held.size;
        if (from == 0 ? path.length != 0 : !extends_(from, held.root, size, root, path)) {
            revert Unproven(from, size);
        }
        remember(held, log, size, root, true);
    }

    function isNews(Head storage held, uint64 size, bytes32 root) private view returns (bool) {
        uint64 from = held.size;
        if (size < from) {
            revert Smaller(from);
        }
        if (size == 0 && root != EMPTY) {
            revert Forked(size);
        }
        if (size == from && held.time != 0) {
            if (root != held.root) {
                revert Forked(size);
            }
            return false;
        }
        return true;
    }

    function remember(Head storage held, bytes32 log, uint64 size, bytes32 root, bool strict) private {
        held.root = root;
        held.size = size;
        held.time = uint64(block.timestamp);
        held.number = uint64(block.number);
        held.strict = strict;
        emit Anchored(msg.sender, log, size, root);
    }

    /// RFC 9162, section 2.1.4.2, for 0 < from < to.
    function extends_(uint256 from, bytes32 fromRoot, uint256 to, bytes32 toRoot, bytes32[] calldata path)
        private
        view
        returns (bool)
    {
        unchecked {
            uint256 fn = from - 1;
            uint256 sn = to - 1;
            while (fn & 1 == 1) {
                fn >>= 1;
                sn >>= 1;
            }
            uint256 next = 0;
            bytes32 older = fromRoot;
            if (from & (from - 1) != 0) {
                if (path.length == 0) {
                    return false;
                }
                older = path[0];
                next = 1;
            }
            bytes32 newer = older;
            for (; next < path.length; ++next) {
                if (sn == 0) {
                    return false;
                }
                bytes32 sibling = path[next];
                if (fn & 1 == 1 || fn == sn) {
                    older = node(sibling, older);
                    newer = node(sibling, newer);
                    while (fn & 1 == 0 && fn != 0) {
                        fn >>= 1;
                        sn >>= 1;
                    }
                } else {
                    newer = node(newer, sibling);
                }
                fn >>= 1;
                sn >>= 1;
            }
            return sn == 0 && older == fromRoot && newer == toRoot;
        }
    }

    /// SHA-256 of the byte 1 and two hashes, by the precompiled contract at address 2.
    function node(bytes32 left, bytes32 right) private view returns (bytes32 hash) {
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore8(free, 1)
            mstore(add(free, 1), left)
            mstore(add(free, 33), right)
            if iszero(staticcall(gas(), 2, free, 65, 0, 32)) { revert(0, 0) }
            hash := mload(0)
        }
    }
}
