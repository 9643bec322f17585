// The table of an action's parameters: rows that tie a wire name to a field of the action's request
// struct, whose type says what the parameter is.
//
//     Parameters<Request> const& parameters() {
//         static Parameters<Request> const table{
//             required("DBInstanceId", &Request::instance_id).about("The instance."),
//             optional("BackupMode", &Request::mode, kJobModes).refused_as(kInvalidFormat),
//             repeated("Tag", &Request::tags, kMostTags, tag()),
//             paging(&Request::paging),
//         };
//         return table;
//     }
//
// A text is a std::string; a comma list of texts a std::vector of them; a JSON object of texts a
// std::map; a time, whose rule says how exact it is, a storage::Instant. Numbers, booleans and,
// with their words, enumerations are themselves. A field that is optional says whether the
// parameter was given.
#pragma once

#include "server/api/arguments.hpp"
#include "server/api/specs.hpp"
#include "server/text/secrets.hpp"

#include <algorithm>
#include <concepts>
#include <functional>
#include <initializer_list>
#include <limits>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace rds::api {

// What a call gives for a parameter.
struct Given {
    ParameterSpec const& spec;
    Arguments const& arguments;
    std::string_view prefix;  // what stands before the name in the call: "Tag.2."

    // As the call writes it.
    std::string name() const { return std::string{prefix}.append(spec.name); }
};

// The text of the parameter, which keeps its rules: the one that is given, or the one that counts
// otherwise; nothing if there is neither.
Result<std::optional<std::string_view>> checked_text(Given const& given);

// Returns the elements of a repeated parameter, or a fault if there are more than the row allows or
// one of its texts breaks a rule.
Result<std::map<int, Arguments>> checked_elements(Given const& given);

// The members of a text that is a JSON object, of which the row has all.
Result<Arguments> checked_members(Given const& given, std::string_view text);

template <class Request>
class Parameter {
  public:
    // Stores what the arguments give for the parameter, or says what is wrong with it.
    using Read = std::function<std::optional<Fault>(Given const& given, Request& request)>;

    Parameter(ParameterSpec spec, Read read) : spec_{std::move(spec)}, read_{std::move(read)} {
        if (text::is_secret_name(spec_.name)) make_secret();
    }

    Parameter about(std::string_view text) && {
        spec_.about = text;
        return std::move(*this);
    }

    Parameter example(std::string_view text) && {
        spec_.example = text;
        return std::move(*this);
    }

    // The text that counts if none is given.
    Parameter otherwise(std::string_view text) && {
        spec_.otherwise = text;
        return std::move(*this);
    }

    Parameter must_be(Rule rule) && {
        spec_.rules.push_back(std::move(rule));
        return std::move(*this);
    }

    // Its values are shown nowhere, as if its name said so.
    Parameter secret() && {
        make_secret();
        return std::move(*this);
    }

    // An empty value is one that is given, and makes the field what it is when new.
    Parameter empty_clears() && {
        spec_.empty_clears = true;
        return std::move(*this);
    }

    // Instead of the range of its type, which is a number's.
    Parameter ranging(Rule rule) && {
        if (spec_.type != "Integer" && spec_.type != "Long")
            throw std::logic_error{"only numbers have a range"};
        spec_.rules.assign({std::move(rule)});
        return std::move(*this);
    }

    // Which fault a call gets that does not give it; without this, Missing{Parameter}.
    Parameter missing_as(FaultKind const& kind) && {
        spec_.when_missing = &kind;
        return std::move(*this);
    }

    // Which fault a value that breaks a rule gets; without this, Invalid{Parameter}.
    Parameter refused_as(FaultKind const& kind) && {
        spec_.when_invalid = &kind;
        return std::move(*this);
    }

    ParameterSpec const& spec() const { return spec_; }

    std::optional<Fault>
    read(Arguments const& arguments, Request& request, std::string_view prefix = {}) const {
        return read_({spec_, arguments, prefix}, request);
    }

    // The same parameter of a request that has this one as a part.
    template <class Whole>
    Parameter<Whole> of(Request Whole::*part) const {
        return {spec_, [read = read_, part](Given const& given, Whole& whole) {
                    return read(given, whole.*part);
                }};
    }

  private:
    // Only members can be secret, not the parameter that holds them: each member hides its value.
    void make_secret() {
        if (!spec_.members.empty())
            throw std::logic_error{"the members of a parameter say which of them are secret"};
        spec_.secret = true;
    }

    ParameterSpec spec_;
    Read read_;
};

// Rows, one after the other, in the order in which they are checked; groups of rows concatenate.
template <class Request>
class Parameters {
  public:
    Parameters(Parameter<Request> row) : rows_{std::move(row)} {}  // NOLINT(*-explicit-*)

    Parameters(std::initializer_list<Parameters> groups) {
        for (auto const& group : groups)
            rows_.insert(rows_.end(), group.rows_.begin(), group.rows_.end());
    }

    // The rows of all groups, however many.
    static Parameters joined(std::vector<Parameters> const& groups) {
        Parameters all{};
        for (auto const& group : groups)
            all.rows_.insert(all.rows_.end(), group.rows_.begin(), group.rows_.end());
        return all;
    }

    // The same rows of a request that has this one as a part.
    template <class Whole>
    Parameters<Whole> of(Request Whole::*part) const {
        Parameters<Whole> rows{};
        for (auto const& row : rows_)
            rows.rows_.push_back(row.of(part));
        return rows;
    }

    std::optional<Fault>
    read(Arguments const& arguments, Request& request, std::string_view prefix = {}) const {
        for (auto const& row : rows_) {
            if (auto fault = row.read(arguments, request, prefix)) return fault;
        }
        return std::nullopt;
    }

    std::vector<ParameterSpec> specs() const {
        std::vector<ParameterSpec> specs;
        specs.reserve(rows_.size());
        for (auto const& row : rows_)
            specs.push_back(row.spec());
        return specs;
    }

  private:
    template <class>
    friend class Parameters;

    std::vector<Parameter<Request>> rows_;
};

namespace detail {

// `value_of` makes the field's value of a text that keeps the rules.
template <class Request, class Field>
Parameter<Request> value_row(ParameterSpec spec, Field Request::*field, auto value_of) {
    return {
        std::move(spec),
        [field, value_of](Given const& given, Request& request) -> std::optional<Fault> {
            auto const text = checked_text(given);
            if (!text) return text.error();
            if (!*text) return std::nullopt;
            request.*field = (*text)->empty() ? Plain<Field>{} : Plain<Field>(value_of(**text));
            return std::nullopt;
        }};
}

template <class Number, class Request, class Field>
Parameter<Request> number_row(ParameterSpec spec, Field Request::*field) {
    using Limits = std::numeric_limits<Number>;
    spec.type = sizeof(Number) > 4 ? "Long" : "Integer";
    spec.rules.push_back(whole_number(Limits::min(), Limits::max()));
    return value_row(std::move(spec), field, [](std::string_view text) {
        std::int64_t number = 0;
        parse_whole_number(text, number);
        return static_cast<Number>(number);
    });
}

template <class Request, class Field>
Parameter<Request> row(ParameterSpec spec, Field Request::*field, Words words) {
    using T = Plain<Field>;
    if constexpr (std::is_enum_v<T>) {
        spec.rules.push_back(one_of({words.begin(), words.end()}));
        return value_row(std::move(spec), field, [words](std::string_view text) {
            return static_cast<T>(std::ranges::find(words, text) - words.begin());
        });
    } else if constexpr (std::same_as<T, std::string>) {
        return value_row(std::move(spec), field, [](std::string_view text) {
            return std::string{text};
        });
    } else if constexpr (std::same_as<T, std::vector<std::string>>) {
        return value_row(std::move(spec), field, split_at_commas);
    } else if constexpr (std::same_as<T, std::map<std::string, std::string>>) {
        spec.type = "Map";
        spec.rules.push_back(json_object());
        return value_row(std::move(spec), field, [](std::string_view text) {
            auto const members = json_members(text);
            T texts;
            for (auto const& [name, value] : members->all())
                texts.insert_or_assign(name, value);
            return texts;
        });
    } else if constexpr (std::same_as<T, bool>) {
        spec.type = "Boolean";
        spec.rules.push_back(one_of({"true", "false"}));
        return value_row(std::move(spec), field, [](std::string_view text) {
            return text == "true";
        });
    } else if constexpr (std::same_as<T, storage::Instant>) {
        return value_row(std::move(spec), field, parse_time);
    } else {
        static_assert(std::signed_integral<T>, "no parameter is of this type");
        return number_row<T>(std::move(spec), field);
    }
}

}  // namespace detail

// Of a parameter of words each stands for the value of the enumeration at its position.
template <class Request, class Field>
Parameter<Request> required(std::string_view name, Field Request::*field, Words words = {}) {
    return detail::row({.name = name, .required = true}, field, words);
}

template <class Request, class Field>
Parameter<Request> optional(std::string_view name, Field Request::*field, Words words = {}) {
    return detail::row({.name = name}, field, words);
}

// A JSON object whose members are parameters themselves.
template <class Request, class Field>
Parameter<Request>
optional(std::string_view name, Field Request::*field, Parameters<detail::Plain<Field>> members) {
    ParameterSpec spec{.name = name, .type = "Object", .rules = {json_object()}};
    spec.members = members.specs();
    return {
        std::move(spec),
        [field, members = std::move(members)](Given const& given, Request& request)
            -> std::optional<Fault> {
            auto const text = checked_text(given);
            if (!text) return text.error();
            if (!*text) return std::nullopt;
            auto const its = checked_members(given, **text);
            if (!its) return its.error();
            detail::Plain<Field> object{};
            if (auto fault = members.read(*its, object, given.name() + ".")) return fault;
            request.*field = std::move(object);
            return std::nullopt;
        }};
}

// Tag.1.Key, Tag.1.Value, Tag.2.Key, ...: a list of at most `most` structs, whose members are
// parameters themselves; or, without members, ResourceId.1, ResourceId.2, ...: a list of texts. The
// numbers order the list and may have gaps.
template <class Request, class Element>
Parameter<Request> repeated(
    std::string_view name,
    std::vector<Element> Request::*field,
    int most,
    Parameters<Element> members = {}
) {
    ParameterSpec spec{.name = name, .type = "Array", .most_elements = most};
    spec.members = members.specs();
    return {
        std::move(spec),
        [field, members = std::move(members)](Given const& given, Request& request)
            -> std::optional<Fault> {
            auto const elements = checked_elements(given);
            if (!elements) return elements.error();
            for (auto const& [number, its] : *elements) {
                auto& element = (request.*field).emplace_back();
                if constexpr (std::same_as<Element, std::string>) {
                    element = its.value_or_empty({});
                } else {
                    auto const inside = given.name() + "." + std::to_string(number) + ".";
                    if (auto fault = members.read(its, element, inside)) return fault;
                }
            }
            return std::nullopt;
        }};
}

}  // namespace rds::api
