package org.folkmoot.audit.log;

import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.storage.BlobStore;
import org.folkmoot.audit.key.EcdsaP256Key;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.core.merkle.GrowingMerkleTree;

/** What an open log works with; all of the same size, that of the checkpoint. */
record LogParts(
        LeafJournal journal,
        GrowingMerkleTree tree,
        TileWriter tiles,
        Ed25519Key logKey,
        EcdsaP256Key statementKey,
        VerifierKey verifierKey,
        BlobStore inputs,
        SignedCheckpoint checkpoint) {}
