package org.folkmoot.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option by which the user says for whom the answer is. */
final class FormatOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--format",
            paramLabel = "text|json",
            description =
                    "text: plain words on standard output. json: one object there, plain words on standard error.")
    private Format format = Format.text;

    /** {@return where the command's answer goes} */
    Output output() {
        return Output.of(spec, format);
    }
}
