package io.inferloop.tabular.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReportFileTest {

    @Test
    void theReportLiesBesideTheRowsUnderTheirName() {
        assertThat(ReportFile.beside(Path.of("out", "people.csv"))).isEqualTo(Path.of("out", "people-report.html"));
        assertThat(ReportFile.beside(Path.of("people.csv.gz"))).isEqualTo(Path.of("people-report.html"));
        assertThat(ReportFile.beside(Path.of("people"))).isEqualTo(Path.of("people-report.html"));
    }

    @Test
    void itIsNamedAsALinkThatABrowserOpens() {
        assertThat(ReportFile.link(Path.of("/data/my rows/a-report.html")))
                .isEqualTo("Report: file:///data/my%20rows/a-report.html");
    }
}
