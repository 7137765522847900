// Checks bundles of OpenSSF model signing with sigstore's own verifier, offline, under one public key.
//
// Usage: node verify.js KEY.pem HINT < questions > answers
//
// One question a line, a bundle (JSON) in base64; one answer a line, "ok" or "no" and why. HINT is how the bundle must
// name the key.
'use strict';

const crypto = require('crypto');
const fs = require('fs');
const readline = require('readline');
const { bundleFromJSON } = require('@sigstore/bundle');
const { Verifier, toSignedEntity } = require('@sigstore/verify');

const key = crypto.createPublicKey(fs.readFileSync(process.argv[2]));
const hint = process.argv[3];

const verifier = new Verifier(
    {
        certificateAuthorities: [],
        timestampAuthorities: [],
        tlogs: [],
        ctlogs: [],
        publicKey: (asked) => {
            if (asked !== hint) {
                throw new Error('hint: ' + asked);
            }
            return { publicKey: key, validFor: () => true };
        },
    },
    { tlogThreshold: 0, ctlogThreshold: 0, tsaThreshold: 0 },
);

const PREDICATE = 'https://model_signing/signature/v1.0';

function check(bytes) {
    const bundle = bundleFromJSON(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    verifier.verify(toSignedEntity(bundle));
    const statement = JSON.parse(bundle.content.dsseEnvelope.payload.toString('utf8'));
    if (statement.predicateType !== PREDICATE) {
        throw new Error('predicateType: ' + statement.predicateType);
    }
}

readline.createInterface({ input: process.stdin, crlfDelay: Infinity }).on('line', (line) => {
    try {
        check(Buffer.from(line, 'base64'));
        console.log('ok');
    } catch (e) {
        console.log('no ' + String(e.code || e.message).split('\n')[0]);
    }
});
