// Parameters that many actions have, as groups of rows for their tables.
#pragma once

#include "server/api/parameters.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace rds::actions {

// A token that makes a call idempotent, which only actions that create heed.
template <class Request>
api::Parameter<Request> client_token(std::string Request::*field) {
    constexpr std::size_t kLongest = 64;
    return api::optional("ClientToken", field)
        .example("ETnLKlblzczshOTUbOCzxxxxxxx")
        .must_be(api::ascii())
        .must_be(api::at_most_characters(kLongest));
}

// Which page of a list, and how long pages are.
struct Paging {
    std::int32_t number = 1;
    std::int32_t size = 30;
};

template <class Request>
api::Parameters<Request>
paging(Paging Request::*field, std::int32_t least_size, std::int32_t most_size) {
    constexpr auto kLastPage = std::numeric_limits<std::int32_t>::max();
    return api::Parameters<Paging>{
        api::optional("PageSize", &Paging::size)
            .about("How many rows a page has.")
            .example("30")
            .otherwise("30")
            .ranging(api::whole_number(least_size, most_size)),
        api::optional("PageNumber", &Paging::number)
            .about("Which page, from 1 on.")
            .example("1")
            .otherwise("1")
            .ranging(api::whole_number(1, kLastPage)),
    }
        .of(field);
}

struct Tag {
    std::string key;
    std::string value;
};

template <class Request>
api::Parameter<Request> tags(std::vector<Tag> Request::*field) {
    constexpr int kMost = 20;
    constexpr std::size_t kLongest = 128;
    return api::repeated(
               "Tag",
               field,
               kMost,
               {
                   api::required("Key", &Tag::key)
                       .about("The key of a tag.")
                       .example("env")
                       .must_be(api::at_most_characters(kLongest)),
                   api::optional("Value", &Tag::value)
                       .about("Its value.")
                       .example("test")
                       .must_be(api::at_most_characters(kLongest)),
               }
    )
        .about("Tags.");
}

}  // namespace rds::actions
