#include "tests/http/malformed/malformed_request.hpp"

namespace rds::http {

using namespace std::string_literals;

namespace {

std::string with(std::string const& body) {
    return "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + body;
}

// A chunk whose size stands so, and the last one.
std::string with_size(std::string const& size) {
    return with(size + "\r\nhello\r\n0\r\n\r\n");
}

std::string with_trailer(std::string const& lines) {
    return with("5\r\nhello\r\n0\r\n" + lines + "\r\n\r\n");
}

}  // namespace

std::vector<MalformedRequest> malformed_chunks() {
    return {
        {"ChunksWithBareLf", with("5\nhello\n0\n\n")},
        {"ExtensionBehindBlank", with_size("5 ;a=b")},
        {"ExtensionEmpty", with_size("5;")},
        {"ExtensionWithBareLf", with_size("5;a=\"\n\"")},
        {"ExtensionWithBareCr", with_size("5;a=\"\r\"")},
        {"ExtensionWithNul", with_size("5;a=\"" + "\0"s + "\"")},
        {"ExtensionWithoutEndOfQuote", with_size("5;a=\"b")},
        {"ChunkLongerThanItsSize", with("3\r\nhello\r\n0\r\n\r\n")},
        {"ChunkShorterThanItsSize", with("7\r\nhello\r\n0\r\n\r\n")},
        {"ChunkWithoutEnd", with("5\r\nhello0\r\n\r\n")},
        {"ChunkEndedByBareLf", with("5\r\nhello\n0\r\n\r\n")},
        {"ChunkEndedByTwoBytes", with("5\r\nhelloXX0\r\n\r\n")},
        {"LastChunkEndedByBareLf", with("5\r\nhello\r\n0\n\r\n")},
        {"TrailerEndedByBareLf", with("5\r\nhello\r\n0\r\n\n")},
        {"TrailerFieldEndedByBareLf", with_trailer("X: a\nY: b")},
        {"TrailerWithoutColon", with_trailer("X")},
        {"TrailerFolded", with_trailer("X: a\r\n b")},
        {"TrailerWithNul", with_trailer("X: " + "\0"s)},
        {"TrailerWithLength", with_trailer("Content-Length: 5")},
        {"TrailerWithCoding", with_trailer("Transfer-Encoding: chunked")},
    };
}

std::vector<MalformedRequest> malformed_chunk_sizes() {
    return {
        {"SizeIsNoNumber", with_size("xyz")},
        {"SizeIsEmpty", with_size("")},
        {"SizeWithPlus", with_size("+5")},
        {"SizeWithMinus", with_size("-5")},
        {"SizeWithPrefix", with_size("0x5")},
        {"SizeWithSuffix", with_size("5h")},
        {"SizeWithUnderscore", with_size("0_5")},
        {"SizeBehindBlank", with_size(" 5")},
        {"SizeBeforeBlank", with_size("5 ")},
        {"SizeBeforeTab", with_size("5\t")},
        {"SizeBehindNul", with_size("\0"s + "5")},
        {"SizeOverlong", with_size("00000000000000005")},
        {"SizeBeyond64Bits", with_size("10000000000000005")},
        {"SizeBeyondTheLimit", with_size("FFFFFFFFFFFFFFFF"), 413},
        {"SizesBeyondTheLimit", with("5\r\nhello\r\nFFFFFFFFFFFFFFFB\r\n"), 413},
        {"SizeEndedByBareLf", with("5\nhello\r\n0\r\n\r\n")},
        {"SizeEndedByBareCr", with("5\rhello\r\n0\r\n\r\n")},
        {"SizeEndedByCrCrLf", with_size("5\r")},
    };
}

}  // namespace rds::http
