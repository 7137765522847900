package org.folkmoot.audit.log;

import org.folkmoot.api.storage.BlobStore;
import org.folkmoot.audit.key.EcdsaP256Key;
import org.folkmoot.audit.note.VerifierKey;

/** What an open log works with. */
record LogParts(
        LeafJournal journal,
        Publication publication,
        EcdsaP256Key statementKey,
        VerifierKey verifierKey,
        BlobStore inputs) {}
