// The table of an answer's members: rows that tie a wire name to a field of the action's response
// struct, in wire order.
#pragma once

#include "server/api/document.hpp"
#include "server/api/specs.hpp"

#include <concepts>
#include <functional>
#include <stdexcept>
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

    // The same of a response that has these fields and others.
    template <std::derived_from<Response> Extended>
    operator Row<Extended>() const {  // NOLINT(google-explicit-constructor)
        return {spec, [write = write](Extended const& response, Object& object) {
                    write(response, object);
                }};
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
Value wire_value(T const& held) {
    if constexpr (std::signed_integral<T>) {
        return std::int64_t{held};
    } else {
        return held;
    }
}

template <class T>
constexpr std::string_view wire_type() {
    if (std::is_same_v<T, bool>) return "boolean";
    return std::is_arithmetic_v<T> ? "number" : "string";
}

// A row whose member holds `value_of(held)`. What holds it is a field or a function of the
// response, and may be an optional that holds nothing.
template <class Response>
Row<Response> row(MemberSpec spec, auto source, auto value_of) {
    auto const name = spec.name;
    return {std::move(spec), [name, source, value_of](Response const& response, Object& object) {
                decltype(auto) held = std::invoke(source, response);
                if constexpr (requires { held.has_value(); }) {
                    if (held) object.push_back({name, value_of(*held)});
                } else {
                    object.push_back({name, value_of(held)});
                }
            }};
}

template <class Response, class Source>
Row<Response> scalar(std::string_view name, auto source, Words words) {
    using T = Plain<Source>;
    MemberSpec spec{.name = name, .type = wire_type<T>(), .optional = !std::is_same_v<T, Source>};
    if constexpr (std::is_enum_v<T>) {
        if (words.empty()) throw std::logic_error{"an enumeration needs its words"};
        return row<Response>(std::move(spec), source, [words](T value) {
            return words[static_cast<std::size_t>(value)];
        });
    } else {
        return row<Response>(std::move(spec), source, wire_value<T>);
    }
}

template <class Element>
inline constexpr bool kIsObject = std::is_class_v<Element> && !std::same_as<Element, std::string>;

// The elements of an array: of texts or numbers, or of objects of this shape.
template <class Element>
auto elements_as(Shape<Element> const& shape) {
    return [&](std::vector<Element> const& held) {
        Array array;
        array.reserve(held.size());
        for (auto const& element : held) {
            if constexpr (kIsObject<Element>) {
                array.emplace_back(shaped(shape, element));
            } else {
                array.emplace_back(element);
            }
        }
        return array;
    };
}

// What stands for the shape of texts and numbers.
template <class Element>
inline Shape<Element> const kNoShape{};

}  // namespace detail

// A text, a number, a boolean or, as its word, a value of an enumeration: of a field, or of a
// function of the response. Absent where it is an optional that holds nothing.
template <class Response, class Field>
Row<Response> member(std::string_view name, Field Response::*field, Words words = {}) {
    return detail::scalar<Response, Field>(name, field, words);
}

template <class Response, class T>
Row<Response> member(std::string_view name, T (*make)(Response const&), Words words = {}) {
    static_assert(
        !std::is_same_v<detail::Plain<T>, std::string_view>,
        "a view of the response would outlive it: give a text, or a number and words"
    );
    return detail::scalar<Response, T>(name, make, words);
}

// A member that is the same in every answer.
struct Constant {
    MemberSpec spec;
    Value value;

    Constant about(std::string_view text) && {
        spec.about = text;
        return std::move(*this);
    }

    template <class Response>
    operator Row<Response>() const {  // NOLINT(google-explicit-constructor)
        return {spec, [name = spec.name, value = value](Response const&, Object& object) {
                    object.push_back({name, value});
                }};
    }
};

template <class T>
Constant constant(std::string_view name, T const& value) {
    return {{.name = name, .type = detail::wire_type<T>()}, Value{detail::wire_value(value)}};
}

inline Constant constant(std::string_view name, char const* text) {
    return {{.name = name, .type = "string"}, Value{std::string_view{text}}};
}

// An object of texts; clients want some to be there that have no members.
inline Constant constant(std::string_view name, Object members) {
    MemberSpec spec{.name = name, .type = "object"};
    for (auto const& member : members)
        spec.members.push_back({.name = member.name, .type = "string"});
    return {std::move(spec), Value{std::move(members)}};
}

// An object, absent where the field is an optional that holds nothing. A shape within a shape must
// be a constant of the program.
template <class Response, class Field>
Row<Response>
object(std::string_view name, Field Response::*field, Shape<detail::Plain<Field>> const& shape) {
    return detail::row<Response>(
        {.name = name,
         .type = "object",
         .optional = !std::is_same_v<detail::Plain<Field>, Field>,
         .members = specs_of(shape)},
        field,
        [&shape](auto const& held) { return shaped(shape, held); }
    );
}

// A plain array of objects, or of texts or numbers: "Items": [...].
template <class Response, class Element>
Row<Response>
array(std::string_view name, std::vector<Element> Response::*field, Shape<Element> const& shape) {
    return detail::row<Response>(
        {.name = name, .type = "array", .members = specs_of(shape)},
        field,
        detail::elements_as(shape)
    );
}

template <class Response, class Element>
Row<Response> array(std::string_view name, std::vector<Element> Response::*field) {
    static_assert(!detail::kIsObject<Element>, "objects need a shape");
    return array(name, field, detail::kNoShape<Element>);
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
    return detail::row<Response>(
        {.name = name,
         .type = "object",
         .members = {{.name = item, .type = "array", .members = specs_of(shape)}}},
        field,
        [item, elements = detail::elements_as(shape)](auto const& held) {
            return Object{{item, elements(held)}};
        }
    );
}

// The same of a function of the response.
template <class Response, class Element>
Row<Response> list(
    std::string_view name,
    std::string_view item,
    std::vector<Element> (*make)(Response const&),
    Shape<Element> const& shape
) {
    return detail::row<Response>(
        {.name = name,
         .type = "object",
         .members = {{.name = item, .type = "array", .members = specs_of(shape)}}},
        make,
        [item, elements = detail::elements_as(shape)](auto const& held) {
            return Object{{item, elements(held)}};
        }
    );
}

template <class Response, class Element>
Row<Response>
list(std::string_view name, std::string_view item, std::vector<Element> Response::*field) {
    static_assert(!detail::kIsObject<Element>, "objects need a shape");
    return list(name, item, field, detail::kNoShape<Element>);
}

}  // namespace rds::api
