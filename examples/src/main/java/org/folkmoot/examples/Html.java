package org.folkmoot.examples;

/** Text as HTML. */
final class Html {
    private Html() {}

    /** {@return the text with nothing in it that a browser would take for markup, in elements and in attributes} */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
