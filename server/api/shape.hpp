// The table of an answer's members: rows that tie a wire name to a field of the action's response
// struct, in wire order.
#pragma once

#include "server/api/document.hpp"
#include "server/api/specs.hpp"

#include <concepts>
#include <functional>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

namespace rds::api {

// One row: appends its member to the object, or nothing if an optional field is empty.
template <class Response>
struct Row {
    MemberSpec spec;
    std::function<void(Response const&, Object&)> write;

    Row about(std::string_view text) && {
        spec.about = text;
        return std::move(*this);
    }
};

template <class Response>
using Shape = std::vector<Row<Response>>;

template <class Response>
Object shaped(Shape<Response> const& shape, Response const& response) {
    Object object;
    object.reserve(shape.size() + 1);  // and RequestId, which the envelope adds
    for (auto const& row : shape)
        row.write(response, object);
    return object;
}

template <class Response>
std::vector<MemberSpec> specs_of(Shape<Response> const& shape) {
    std::vector<MemberSpec> specs;
    for (auto const& row : shape)
        specs.push_back(row.spec);
    return specs;
}

namespace detail {

template <class T>
Value wire_value(T const& field) {
    if constexpr (std::signed_integral<T>) {
        return std::int64_t{field};
    } else {
        return field;
    }
}

template <class T>
constexpr std::string_view wire_type() {
    if (std::is_same_v<T, bool>) return "boolean";
    return std::is_arithmetic_v<T> ? "number" : "string";
}

}  // namespace detail

template <class Response, class Field>
Row<Response> member(std::string_view name, Field Response::*field) {
    return {
        {.name = name, .type = detail::wire_type<Field>()},
        [name, field](Response const& response, Object& object) {
            object.push_back({name, detail::wire_value(response.*field)});
        }};
}

// Absent where the field is empty.
template <class Response, class T>
Row<Response> member(std::string_view name, std::optional<T> Response::*field) {
    return {
        {.name = name, .type = detail::wire_type<T>(), .optional = true},
        [name, field](Response const& response, Object& object) {
            auto const& value = response.*field;
            if (value) object.push_back({name, detail::wire_value(*value)});
        }};
}

// A value of an enumeration as its word.
template <class Response, class E>
Row<Response> member(std::string_view name, E Response::*field, Words words) {
    return {
        {.name = name, .type = "string"},
        [name, field, words](Response const& response, Object& object) {
            object.push_back({name, words[static_cast<std::size_t>(response.*field)]});
        }};
}

// A classic RPC list: an object that holds one array, "Items": {"BackupJob": [...]}. Always there,
// even when empty; clients fail on anything else.
template <class Response, class Element>
Row<Response> list(
    std::string_view name,
    std::string_view item,
    std::vector<Element> Response::*field,
    Shape<Element> const& shape
) {
    return {
        {.name = name,
         .type = "object",
         .members = {{.name = item, .type = "array", .members = specs_of(shape)}}},
        [name, item, field, &shape](Response const& response, Object& object) {
            Array elements;
            elements.reserve((response.*field).size());
            for (auto const& element : response.*field)
                elements.emplace_back(shaped(shape, element));
            Object wrapper;
            wrapper.push_back({item, std::move(elements)});
            object.push_back({name, std::move(wrapper)});
        }};
}

}  // namespace rds::api
