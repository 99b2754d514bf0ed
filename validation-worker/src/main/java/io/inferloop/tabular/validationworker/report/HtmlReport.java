package io.inferloop.tabular.validationworker.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.WriterOutput;
import io.inferloop.tabular.validationworker.evaluation.Evaluation;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes an evaluation as one HTML file that loads nothing: styles, script and numbers are inside. Thread-safe. */
public final class HtmlReport {

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(
            null, ContentType.Html, HtmlReport.class.getClassLoader(), HtmlReport.class.getPackageName());
    private final PageAssets assets = PageAssets.load();

    /** Overwrites {@code file}. Equal evaluations give equal bytes. */
    public void write(Evaluation evaluation, Comparison comparison, Path file) throws IOException {
        try (Writer out = Files.newBufferedWriter(file)) {
            templates.render("report.jte", ReportView.of(evaluation, comparison, assets), new WriterOutput(out));
        }
    }
}
