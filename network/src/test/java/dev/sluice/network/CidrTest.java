package dev.sluice.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,10.255.0.1,true",
        "10.0.0.0/8,11.0.0.0,false",
        "10.0.0.0/9,10.127.255.255,true",
        "10.0.0.0/9,10.128.0.0,false",
        "203.0.113.0/25,203.0.113.127,true",
        "203.0.113.0/25,203.0.113.128,false",
        "10.0.0.128/25,10.0.0.129,true",
        "10.0.0.1,10.0.0.1,true",
        "10.0.0.1,10.0.0.2,false",
        "10.0.0.1/32,10.0.0.1,true",
        "0.0.0.0/0,8.8.8.8,true",
        "0.0.0.0/0,2001:db8::1,false",
        "fc00::/7,fdff::1,true",
        "fc00::/7,fe00::1,false",
        "2001:db8::/32,2001:db8:1::,true",
        "10.0.0.0/8,cafe,false",
        "10.0.0.0/8,10.1,false",
        "cafe/8,10.0.0.1,false",
        "10.0.0.0/33,10.0.0.0,false"
    })
    void aBlockContainsWhatBeginsWithItsBits(String block, String address, boolean contained) {
        assertThat(Cidr.contains(block, address)).isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10/8", "10.0/8", "10.0.0.0/", "10.0.0.0/+8", "10.0.0.0/33", "::/129", "300.0.0.1/8", "a.b/8", ""
            })
    void whatCouldMeanAnotherBlockIsRefusedByItsText(String text) {
        assertThatThrownBy(() -> Cidr.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }
}
