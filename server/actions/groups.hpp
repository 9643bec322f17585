// Parameters that many actions have, as groups of rows for their tables.
#pragma once

#include "server/api/parameters.hpp"
#include "server/api/shape.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
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

// A token that an action takes and needs not, since the same change twice changes nothing.
template <class Request>
api::Parameter<Request> idle_client_token(std::string Request::*field) {
    return client_token(field).about("Accepted; the same change twice changes nothing.");
}

// Which page of a list, and how long pages are.
struct Paging {
    std::int32_t number = 1;
    std::int32_t size = 30;

    std::int64_t offset() const { return (std::int64_t{number} - 1) * size; }
};

// What a list that has pages answers, of which its response is one.
template <class Element>
struct Page {
    std::vector<Element> rows{};
    std::int32_t number = 1;
    std::int64_t size = 0;   // of this page
    std::int64_t total = 0;  // of all pages
};

template <class Element>
api::Shape<Page<Element>>
page_of(std::string_view name, std::string_view item, api::Shape<Element> const& shape) {
    return {
        api::list(name, item, &Page<Element>::rows, shape),
        api::member("PageNumber", &Page<Element>::number),
        api::member("PageRecordCount", &Page<Element>::size),
        api::member("TotalRecordCount", &Page<Element>::total),
    };
}

// The rows of the page that a call wants.
template <class Element>
std::vector<Element> one_page(std::vector<Element> all, Paging const& paging) {
    auto const first = std::min<std::int64_t>(paging.offset(), std::ssize(all));
    all.erase(all.begin(), all.begin() + first);
    if (std::ssize(all) > paging.size) all.erase(all.begin() + paging.size, all.end());
    return all;
}

template <class Request>
api::Parameters<Request> paging(
    Paging Request::*field,
    std::int32_t least_size,
    std::int32_t most_size,
    std::string_view usual_size = "30"
) {
    constexpr auto kLastPage = std::numeric_limits<std::int32_t>::max();
    return api::Parameters<Paging>{
        api::optional("PageSize", &Paging::size)
            .about("How many rows a page has.")
            .example("30")
            .otherwise(usual_size)
            .ranging(api::whole_number(least_size, most_size)),
        api::optional("PageNumber", &Paging::number)
            .about("Which page, from 1 on.")
            .example("1")
            .otherwise("1")
            .ranging(api::whole_number(1, kLastPage)),
    }
        .of(field);
}

// What people say of a database or an account: from 2 to 256 characters.
inline api::Rule described() {
    constexpr std::size_t kShortest = 2;
    constexpr std::size_t kLongest = 256;
    return api::characters(kShortest, kLongest);
}

struct Tag {
    std::string key;
    std::string value;
};

template <class Request>
api::Parameter<Request> tags(
    std::vector<Tag> Request::*field,
    api::FaultKind const& no_key = api::faults::kMissing,
    api::FaultKind const& long_key = api::faults::kInvalid,
    api::FaultKind const& long_value = api::faults::kInvalid
) {
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
                       .must_be(api::at_most_characters(kLongest))
                       .missing_as(no_key)
                       .refused_as(long_key),
                   api::optional("Value", &Tag::value)
                       .about("Its value.")
                       .example("test")
                       .must_be(api::at_most_characters(kLongest))
                       .refused_as(long_value),
               }
    )
        .about("Tags.");
}

}  // namespace rds::actions
