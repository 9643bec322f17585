#pragma once

#include "server/codec/read.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace rds::codec {

// A document that must be refused, the place that must be named, and a word of the reason.
struct Refusal {
    std::string name;
    std::string document;
    std::string pointer;
    std::string keyword;
};

// What is said of a document; "accepted" if nothing is.
inline Invalid refusal_of(std::string const& document) {
    try {
        read(document, "mine.json");
    } catch (Invalid const& invalid) {
        return invalid;
    }
    return {"mine.json", "", "accepted"};
}

// Each is refused where it is wrong, in one line.
inline void expect_refused(std::vector<Refusal> const& refusals) {
    for (auto const& expected : refusals) {
        SCOPED_TRACE(expected.name);
        auto const said = refusal_of(expected.document);
        auto const place = expected.pointer.empty() ? "" : expected.pointer + ": ";
        EXPECT_EQ(said.source(), "mine.json");
        EXPECT_EQ(said.pointer(), expected.pointer);
        EXPECT_THAT(said.message(), testing::HasSubstr(expected.keyword));
        EXPECT_EQ(said.what(), "mine.json: " + place + said.message());
        EXPECT_EQ(said.message().find('\n'), std::string::npos);
    }
}

}  // namespace rds::codec
