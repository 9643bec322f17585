#include "tests/http/malformed/malformed_request.hpp"

namespace rds::http {

namespace {

// With a body that a length of five and the chunked coding would each end elsewhere.
std::string with_lengths(std::string const& lines) {
    return "POST / HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n\r\n0\r\n\r\n";
}

}  // namespace

std::vector<MalformedRequest> malformed_lengths() {
    return {
        {"LengthTwice", with_lengths("Content-Length: 5\r\nContent-Length: 5")},
        {"LengthTwiceDifferently", with_lengths("Content-Length: 5\r\nContent-Length: 0")},
        {"LengthTwiceFarApart", with_lengths("Content-Length: 5\r\nX: x\r\ncontent-length: 5")},
        {"LengthAsAList", with_lengths("Content-Length: 5, 5")},
        {"LengthAsAListOfDifferent", with_lengths("Content-Length: 5,0")},
        {"LengthWithComma", with_lengths("Content-Length: 5,")},
        {"LengthWithSign", with_lengths("Content-Length: +5")},
        {"LengthBelowZero", with_lengths("Content-Length: -1")},
        {"LengthInHex", with_lengths("Content-Length: 0x5")},
        {"LengthWithFraction", with_lengths("Content-Length: 5.0")},
        {"LengthWithBlank", with_lengths("Content-Length: 0 5")},
        {"LengthWithUnit", with_lengths("Content-Length: 5b")},
        {"LengthQuoted", with_lengths("Content-Length: \"5\"")},
        {"LengthEmpty", with_lengths("Content-Length:")},
        {"LengthBeyond64Bits", with_lengths("Content-Length: 18446744073709551621")},
        {"LengthBeyondTheLimit", with_lengths("Content-Length: 18446744073709551615"), 413},
        {"LengthThenCoding", with_lengths("Content-Length: 5\r\nTransfer-Encoding: chunked")},
        {"UnknownCodingAndLength", with_lengths("Transfer-Encoding: gzip\r\nContent-Length: 5")},
    };
}

std::vector<MalformedRequest> malformed_codings() {
    return {
        {"CodingThenLength", with_lengths("Transfer-Encoding: chunked\r\nContent-Length: 5")},
        {"CodingAndLengthZero", with_lengths("Transfer-Encoding: chunked\r\nContent-Length: 0")},
        {"CodingUnknown", with_lengths("Transfer-Encoding: gzip")},
        {"CodingIdentity", with_lengths("Transfer-Encoding: identity")},
        {"CodingEmpty", with_lengths("Transfer-Encoding:")},
        {"CodingQuoted", with_lengths("Transfer-Encoding: \"chunked\"")},
        {"CodingWithParameter", with_lengths("Transfer-Encoding: chunked;q=1")},
        {"CodingWithComma", with_lengths("Transfer-Encoding: chunked,")},
        {"CodingAlmostChunked", with_lengths("Transfer-Encoding: xchunked")},
        {"CodingBehindAnother", with_lengths("Transfer-Encoding: gzip, chunked")},
        {"CodingBeforeAnother", with_lengths("Transfer-Encoding: chunked, gzip")},
        {"CodingTwice", with_lengths("Transfer-Encoding: chunked, chunked")},
        {"CodingInTwoFields",
         with_lengths("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked")},
        {"CodingsInTwoFields",
         with_lengths("Transfer-Encoding: identity\r\nTransfer-Encoding: chunked")},
        {"CodingBehindVerticalTab",
         with_lengths("Transfer-Encoding: \x0B"
                      "chunked")},
        {"CodingInHttp10",
         "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
    };
}

}  // namespace rds::http
