package io.inferloop.tabular.standalone.command;

import io.inferloop.tabular.standalone.stack.Stack;
import java.io.IOException;

/** What to try when the stack runs. */
final class NextSteps {

    private NextSteps() {}

    static String after(Stack stack, String hint) throws IOException {
        return """

                URL      %1$s
                API key  %2$s

                Next
                  ./tabular submit data.csv --algorithm gaussian_copula --rows 10000 --seed 7 --out synthetic.csv%3$s
                  curl -H 'Authorization: Bearer %2$s' %1$s/v1/jobs
                  curl -H 'Authorization: Bearer %2$s' -H 'Content-Type: text/csv' --data-binary @data.csv '%1$s/v1/datasets?name=data'
                  curl -H 'Authorization: Bearer %2$s' %1$s/v1/invoices
                  ./tabular status%3$s
                  ./tabular logs synth-worker -f%3$s
                  ./tabular down%3$s""".formatted(stack.url(), stack.apiKey(), hint);
    }
}
