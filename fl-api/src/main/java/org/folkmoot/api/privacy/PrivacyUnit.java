package org.folkmoot.api.privacy;

/** Whose presence a guarantee hides. */
public enum PrivacyUnit {
    /** All that one client, a device or a site, ever contributes. */
    CLIENT,
    /** All that one person contributes, through whichever clients. */
    USER,
    /** One example. Somebody with many examples is protected less, by group privacy only. */
    EXAMPLE
}
