// Compiles CheckpointAnchor.sol and prints what fl-audit carries of it, as one line of JSON:
//   node compile.js ../../main/solidity/CheckpointAnchor.sol > ../../main/resources/org/folkmoot/audit/evm/CheckpointAnchor.json
const crypto = require('crypto');
const fs = require('fs');
const solc = require('solc');

const source = fs.readFileSync(process.argv[2]);
const input = {
  language: 'Solidity',
  sources: { 'CheckpointAnchor.sol': { content: source.toString('utf8') } },
  settings: {
    evmVersion: 'shanghai',
    optimizer: { enabled: true, runs: 1000000 },
    metadata: { bytecodeHash: 'none', appendCBOR: false },
    outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object', 'evm.deployedBytecode.object'] } },
  },
};
const output = JSON.parse(solc.compile(JSON.stringify(input)));
for (const error of output.errors || []) {
  process.stderr.write(error.formattedMessage);
}
if ((output.errors || []).length > 0) {
  process.exit(1);
}
const contract = output.contracts['CheckpointAnchor.sol'].CheckpointAnchor;
process.stdout.write(
  JSON.stringify({
    abi: contract.abi,
    bytecode: contract.evm.bytecode.object,
    runtime: contract.evm.deployedBytecode.object,
    compiler: solc.version(),
    sourceSha256: crypto.createHash('sha256').update(source).digest('hex'),
  }) + '\n',
);
