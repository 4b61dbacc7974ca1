package riffle.cli.option;

import picocli.CommandLine.Option;
import riffle.execution.SourceForm;

/** The option that says what is changed in captured sources before they are built. */
public final class SourceFormOption {

    @Option(
            names = "--source-form",
            paramLabel = "FORM",
            converter = FormConverter.class,
            description = {
                "generated (captured sources as they are), indexed (accesses as elements of arrays; the same bits) or"
                        + " indexed-mad (also products and sums as mad(), for compilers that fuse none themselves), on"
                        + " backend ${bundle:choice.subject} (default: generated on x86 processors, indexed elsewhere;"
                        + " for a flat file indexed if it is in narrow kernels)"
            })
    private SourceForm form;

    /** The form that was asked for; null for what suits the device. */
    public SourceForm form() {
        return form;
    }

    /** Reads a form's name. */
    static final class FormConverter extends LabelConverter<SourceForm> {
        FormConverter() {
            super("source form", SourceForm.values(), SourceForm::label);
        }
    }
}
