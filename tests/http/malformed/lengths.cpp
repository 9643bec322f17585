#include "tests/http/malformed/malformed_request.hpp"

namespace rds::http {

namespace {

// With a body that a length of five and the chunked coding would each end elsewhere.
std::string with(std::string const& lines) {
    return "POST / HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n\r\n0\r\n\r\n";
}

}  // namespace

std::vector<MalformedRequest> malformed_lengths() {
    return {
        {"LengthTwice", with("Content-Length: 5\r\nContent-Length: 5")},
        {"LengthTwiceDifferently", with("Content-Length: 5\r\nContent-Length: 0")},
        {"LengthTwiceFarApart", with("Content-Length: 5\r\nX: x\r\ncontent-length: 5")},
        {"LengthAsAList", with("Content-Length: 5, 5")},
        {"LengthAsAListOfDifferent", with("Content-Length: 5,0")},
        {"LengthWithComma", with("Content-Length: 5,")},
        {"LengthWithSign", with("Content-Length: +5")},
        {"LengthBelowZero", with("Content-Length: -1")},
        {"LengthInHex", with("Content-Length: 0x5")},
        {"LengthWithFraction", with("Content-Length: 5.0")},
        {"LengthWithBlank", with("Content-Length: 0 5")},
        {"LengthWithUnit", with("Content-Length: 5b")},
        {"LengthQuoted", with("Content-Length: \"5\"")},
        {"LengthEmpty", with("Content-Length:")},
        {"LengthBeyond64Bits", with("Content-Length: 18446744073709551621")},
        {"LengthBeyondTheLimit", with("Content-Length: 18446744073709551615"), 413},
        {"LengthThenCoding", with("Content-Length: 5\r\nTransfer-Encoding: chunked")},
        {"UnknownCodingAndLength", with("Transfer-Encoding: gzip\r\nContent-Length: 5")},
    };
}

std::vector<MalformedRequest> malformed_codings() {
    return {
        {"CodingThenLength", with("Transfer-Encoding: chunked\r\nContent-Length: 5")},
        {"CodingAndLengthZero", with("Transfer-Encoding: chunked\r\nContent-Length: 0")},
        {"CodingUnknown", with("Transfer-Encoding: gzip")},
        {"CodingIdentity", with("Transfer-Encoding: identity")},
        {"CodingEmpty", with("Transfer-Encoding:")},
        {"CodingQuoted", with("Transfer-Encoding: \"chunked\"")},
        {"CodingWithParameter", with("Transfer-Encoding: chunked;q=1")},
        {"CodingWithComma", with("Transfer-Encoding: chunked,")},
        {"CodingAlmostChunked", with("Transfer-Encoding: xchunked")},
        {"CodingBehindAnother", with("Transfer-Encoding: gzip, chunked")},
        {"CodingBeforeAnother", with("Transfer-Encoding: chunked, gzip")},
        {"CodingTwice", with("Transfer-Encoding: chunked, chunked")},
        {"CodingInTwoFields", with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked")},
        {"CodingsInTwoFields", with("Transfer-Encoding: identity\r\nTransfer-Encoding: chunked")},
        {"CodingBehindVerticalTab",
         with("Transfer-Encoding: \x0B"
              "chunked")},
        {"CodingInHttp10",
         "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
    };
}

}  // namespace rds::http
