// The table of an action's parameters: rows that tie a wire name to a field of the action's request
// struct.
//
//     Parameters<Request> const& parameters() {
//         static Parameters<Request> const table{
//             required("DBInstanceId", &Request::instance_id).about("The instance."),
//             optional("BackupMode", &Request::mode,
//             kJobModes).refused_as(kInvalidParametersFormat),
//         };
//         return table;
//     }
#pragma once

#include "server/api/arguments.hpp"
#include "server/api/result.hpp"
#include "server/api/specs.hpp"
#include "server/text/escape.hpp"
#include "server/text/secrets.hpp"

#include <algorithm>
#include <concepts>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace rds::api {

template <class Request>
class Parameter {
  public:
    using Store =
        std::function<void(Request&, std::string_view)>;  // only of text that keeps the rules

    Parameter(ParameterSpec spec, Store store) : spec_{std::move(spec)}, store_{std::move(store)} {
        spec_.secret = text::is_secret_name(spec_.name);
    }

    Parameter about(std::string_view text) && {
        spec_.about = text;
        return std::move(*this);
    }

    Parameter example(std::string_view text) && {
        spec_.example = text;
        return std::move(*this);
    }

    Parameter must_be(Rule rule) && {
        spec_.rules.push_back(std::move(rule));
        return std::move(*this);
    }

    // Its values are shown nowhere, as if its name said so.
    Parameter secret() && {
        spec_.secret = true;
        return std::move(*this);
    }

    // Instead of the range of its type.
    Parameter ranging(Rule rule) && {
        spec_.rules.assign({std::move(rule)});
        return std::move(*this);
    }

    // Which fault a value that breaks a rule gets; without this, Invalid{Parameter}.
    Parameter refused_as(FaultKind const& kind) && {
        spec_.when_invalid = &kind;
        return std::move(*this);
    }

    ParameterSpec const& spec() const { return spec_; }

    // Stores the argument of this name, if there is one, or says what is wrong with it.
    std::optional<Fault> read(Arguments const& arguments, Request& request) const {
        auto const text = arguments.find(spec_.name);
        if (!text) {
            if (!spec_.required) return std::nullopt;
            return Fault{faults::kMissing, spec_.name}.hinting(
                std::string{spec_.name}.append(" is required and was not given or is empty.")
            );
        }
        for (auto const& rule : spec_.rules) {
            if (rule.holds(*text)) continue;
            auto const shown = spec_.secret ? std::string{text::kRedacted} : text::quoted(*text);
            return Fault{*spec_.when_invalid, spec_.name}.hinting(
                std::string{spec_.name} + " is " + shown + "; it must be " + rule.words + "."
            );
        }
        store_(request, *text);
        return std::nullopt;
    }

  private:
    ParameterSpec spec_;
    Store store_;
};

template <class Request>
using Parameters = std::vector<Parameter<Request>>;

namespace detail {

// What a field holds, optional or not. Never called.
template <class T>
T plain(T const& field);

template <class T>
T plain(std::optional<T> const& field);

template <class Field>
using Plain = decltype(plain(std::declval<Field>()));

template <class Request, class Field>
Parameter<Request> row(std::string_view name, bool is_required, Field Request::*field) {
    using T = Plain<Field>;
    ParameterSpec spec{.name = name, .required = is_required};
    if constexpr (std::same_as<T, std::string>) {
        spec.type = "String";
        return {std::move(spec), [field](Request& request, std::string_view text) {
                    request.*field = std::string{text};
                }};
    } else if constexpr (std::same_as<T, bool>) {
        spec.type = "Boolean";
        spec.rules.push_back(one_of({"true", "false"}));
        return {std::move(spec), [field](Request& request, std::string_view text) {
                    request.*field = text == "true";
                }};
    } else {
        static_assert(
            std::signed_integral<T>,
            "a parameter is a text, a number, a boolean or a word"
        );
        spec.type = sizeof(T) > 4 ? "Long" : "Integer";
        spec.rules.push_back(
            whole_number(std::numeric_limits<T>::min(), std::numeric_limits<T>::max())
        );
        return {std::move(spec), [field](Request& request, std::string_view text) {
                    std::int64_t number = 0;
                    parse_whole_number(text, number);
                    request.*field = static_cast<T>(number);
                }};
    }
}

}  // namespace detail

template <class Request, class Field>
Parameter<Request> required(std::string_view name, Field Request::*field) {
    return detail::row(name, true, field);
}

template <class Request, class Field>
Parameter<Request> optional(std::string_view name, Field Request::*field) {
    return detail::row(name, false, field);
}

namespace detail {

template <class Request, class Field>
Parameter<Request>
word_row(std::string_view name, bool is_required, Field Request::*field, Words words) {
    ParameterSpec spec{.name = name, .type = "String", .required = is_required};
    spec.rules.push_back(one_of({words.begin(), words.end()}));
    return {std::move(spec), [field, words](Request& request, std::string_view text) {
                auto const at = std::find(words.begin(), words.end(), text) - words.begin();
                request.*field = static_cast<Plain<Field>>(at);
            }};
}

}  // namespace detail

// A parameter of words; each stands for the value of the enumeration at its position.
template <class Request, class Field>
Parameter<Request> required(std::string_view name, Field Request::*field, Words words) {
    return detail::word_row(name, true, field, words);
}

template <class Request, class Field>
Parameter<Request> optional(std::string_view name, Field Request::*field, Words words) {
    return detail::word_row(name, false, field, words);
}

}  // namespace rds::api
