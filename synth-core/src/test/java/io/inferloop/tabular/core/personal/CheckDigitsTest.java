package io.inferloop.tabular.core.personal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckDigitsTest {

    /** The example of ISO/IEC 7812-1, test numbers of card schemes, and the examples of the SWIFT IBAN registry. */
    @ParameterizedTest
    @CsvSource({
        "LUHN, 79927398713, 79927398710",
        "LUHN, 4111 1111 1111 1111, 4111 1111 1111 1110",
        "LUHN, 3782-822463-10005, 3782-822463-10000",
        "IBAN, DE89370400440532013000, DE00370400440532013000",
        "IBAN, GB29 NWBK 6016 1331 9268 19, GB00 NWBK 6016 1331 9268 19",
        "IBAN, MT84MALT011000012345MTLCAST001S, MT00MALT011000012345MTLCAST001S",
        "NONE, x1, x1"
    })
    void digitsFollowFromTheOthers(CheckDigits check, String valid, String open) {
        assertThat(check.isValid(valid)).isTrue();
        assertThat(check.complete(open)).isEqualTo(valid);
        assertThat(check.isValid(open)).isEqualTo(open.equals(valid));
    }
}
