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

// A row whose member holds `value_of(held)`, where `held_by(response)` may be an optional that
// holds nothing.
template <class Response>
Row<Response> row(MemberSpec spec, auto held_by, auto value_of) {
    auto const name = spec.name;
    return {std::move(spec), [name, held_by, value_of](Response const& response, Object& object) {
                decltype(auto) held = held_by(response);
                if constexpr (requires { held.has_value(); }) {
                    if (held) object.push_back({name, value_of(*held)});
                } else {
                    object.push_back({name, value_of(held)});
                }
            }};
}

template <class T>
struct Held {
    using Type = T;
    static constexpr bool kIsOptional = false;
};

template <class T>
struct Held<std::optional<T>> {
    using Type = T;
    static constexpr bool kIsOptional = true;
};

template <class Response, class Field>
auto held_by(Field Response::*field) {
    return [field](Response const& response) -> Field const& { return response.*field; };
}

template <class Response, class Source>
Row<Response> scalar(std::string_view name, auto source) {
    using T = Held<Source>;
    return row<
        Response>({.name = name, .type = wire_type<typename T::Type>(), .optional = T::kIsOptional}, source, wire_value<typename T::Type>);
}

template <class Response, class Source>
Row<Response> word(std::string_view name, auto source, Words words) {
    return row<Response>(
        {.name = name, .type = "string", .optional = Held<Source>::kIsOptional},
        source,
        [words](auto value) { return words[static_cast<std::size_t>(value)]; }
    );
}

// The elements of an array: of texts or numbers, or of objects of this shape.
template <class Element>
Array elements(std::vector<Element> const& held) {
    return {held.begin(), held.end()};
}

template <class Element>
auto elements_as(Shape<Element> const& shape) {
    return [&shape](std::vector<Element> const& held) {
        Array array;
        array.reserve(held.size());
        for (auto const& element : held)
            array.emplace_back(shaped(shape, element));
        return array;
    };
}

// {"Item": array}
auto wrapped(std::string_view item, auto array_of) {
    return [item, array_of](auto const& held) {
        Object wrapper;
        wrapper.push_back({item, array_of(held)});
        return wrapper;
    };
}

}  // namespace detail

// A text, a number or a boolean: of a field, or of a function of the response. Absent where it is
// an optional that holds nothing.
template <class Response, class Field>
Row<Response> member(std::string_view name, Field Response::*field) {
    return detail::scalar<Response, Field>(name, detail::held_by(field));
}

template <class Response, class T>
Row<Response> member(std::string_view name, T (*make)(Response const&)) {
    static_assert(
        !std::is_same_v<typename detail::Held<T>::Type, std::string_view>,
        "a view of the response would outlive it: give a text, or a number and words"
    );
    return detail::scalar<Response, T>(name, make);
}

// A value of an enumeration as its word.
template <class Response, class Field>
Row<Response> member(std::string_view name, Field Response::*field, Words words) {
    return detail::word<Response, Field>(name, detail::held_by(field), words);
}

template <class Response, class E>
Row<Response> member(std::string_view name, E (*make)(Response const&), Words words) {
    return detail::word<Response, E>(name, make, words);
}

// An object, absent where the field is an optional that holds nothing. A shape within a shape must
// be a constant of the program.
template <class Response, class Field>
Row<Response> object(
    std::string_view name,
    Field Response::*field,
    Shape<typename detail::Held<Field>::Type> const& shape
) {
    return detail::row<Response>(
        {.name = name,
         .type = "object",
         .optional = detail::Held<Field>::kIsOptional,
         .members = specs_of(shape)},
        detail::held_by(field),
        [&shape](auto const& held) { return shaped(shape, held); }
    );
}

// A plain array of objects, or of texts or numbers: "Items": [...].
template <class Response, class Element>
Row<Response>
array(std::string_view name, std::vector<Element> Response::*field, Shape<Element> const& shape) {
    return detail::row<Response>(
        {.name = name, .type = "array", .members = specs_of(shape)},
        detail::held_by(field),
        detail::elements_as(shape)
    );
}

template <class Response, class Element>
Row<Response> array(std::string_view name, std::vector<Element> Response::*field) {
    return detail::row<
        Response>({.name = name, .type = "array"}, detail::held_by(field), detail::elements<Element>);
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
        detail::held_by(field),
        detail::wrapped(item, detail::elements_as(shape))
    );
}

template <class Response, class Element>
Row<Response>
list(std::string_view name, std::string_view item, std::vector<Element> Response::*field) {
    return detail::row<Response>(
        {.name = name, .type = "object", .members = {{.name = item, .type = "array"}}},
        detail::held_by(field),
        detail::wrapped(item, detail::elements<Element>)
    );
}

}  // namespace rds::api
