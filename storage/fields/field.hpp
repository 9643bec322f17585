// What a resource is made of, as a table: each attribute is one row, and columns, documents, the
// control API, schema and pages follow from it.
//
//     constexpr auto kFields = std::to_array<Field>({
//         field<&Instance::id>("id", kInstanceId, {.is_key = true}),
//         field<&Instance::engine>("engine", {.about = "Engine.", .words = kEngines}),
//     });
//
// What a row of the resource holds before anybody says otherwise is the default of the field.
// Pure; any thread.
#pragma once

#include "storage/instant.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace rds::storage {

using Texts = std::vector<std::string>;
using TextsByName = std::map<std::string, std::string>;

// What a field of a row holds; nothing if it is absent.
using Value = std::
    variant<std::monostate, bool, std::int64_t, std::string, Instant, Duration, Texts, TextsByName>;

enum class Type : std::uint8_t {
    boolean,
    number,  // a whole one
    text,
    word,  // a position in Rule::words
    instant,
    duration,
    texts,
    texts_by_name,
};

// What a value may be, and how people are told so.
struct Rule {
    std::string_view about{};  // a sentence for people who write documents
    std::string_view title{};  // what would be right, as a noun; empty: it follows from the limits
    std::string_view name{};   // in the schema, of a rule that several tables share
    std::span<std::string_view const> words{};
    std::string_view pattern{};  // of a text, as JSON Schema has it
    std::size_t shortest = 0;    // characters
    std::size_t longest = 0;     // characters; 0: any number
    std::int64_t least = std::numeric_limits<std::int64_t>::min();
    std::int64_t most = std::numeric_limits<std::int64_t>::max();
    std::size_t most_elements = 0;  // of a list or a map; 0: any number
    bool is_distinct = false;       // no two elements are equal
    // What an absent member means, in JSON, where a new row does not hold it.
    std::string_view otherwise{};
    bool has_default = true;
    bool counts_from_now = false;   // an instant that documents may give as a duration from now on
    Rule const* element = nullptr;  // of a list or a map
};

// What a field is beside its rule.
struct Traits {
    std::string_view column{};      // empty: the name, as SQL spells it
    bool is_key = false;            // names the row; given once and for all
    bool is_optional = false;       // may be absent, as an empty text, an empty map and false say
    bool is_internal = false;       // a column that is in no document
    std::string_view references{};  // names a row of this table, to which this one belongs
    std::string_view hash_of{};     // documents may give this secret in its place

    // The field is for rows only whose field of this name has one of these words, or, without
    // words, is there.
    std::string_view only_with{};
    std::span<std::string_view const> only_with_words{};
};

struct Field : Traits {
    std::string_view name;  // in documents
    Type type;
    Rule rule;
    Value (*get)(void const* row);
    void (*set)(void* row, Value value);
    Value (*initial)();  // what a new row holds
    bool is_nullable;    // its column holds NULL if it is absent
};

namespace fields {

// What a member holds, optional or not. Never called.
template <class Member>
Member held(Member const& member);

template <class Member>
Member held(std::optional<Member> const& member);

template <class Member>
constexpr Type type_of() {
    if constexpr (std::is_same_v<Member, bool>) {
        return Type::boolean;
    } else if constexpr (std::is_enum_v<Member> || std::is_same_v<Member, std::uint8_t>) {
        return Type::word;
    } else if constexpr (std::is_integral_v<Member>) {
        return Type::number;
    } else if constexpr (std::is_same_v<Member, std::string>) {
        return Type::text;
    } else if constexpr (std::is_same_v<Member, Instant>) {
        return Type::instant;
    } else if constexpr (std::is_same_v<Member, Duration>) {
        return Type::duration;
    } else if constexpr (std::is_same_v<Member, Texts>) {
        return Type::texts;
    } else {
        static_assert(std::is_same_v<Member, TextsByName>, "no field is of this type");
        return Type::texts_by_name;
    }
}

template <class Member>
inline constexpr bool kIsNumber = type_of<Member>() == Type::number
                                  || type_of<Member>() == Type::word;

template <class Member>
Value value_of(Member const& member) {
    if constexpr (kIsNumber<Member>) {
        return static_cast<std::int64_t>(member);
    } else {
        return member;
    }
}

template <class Member>
Member member_of(Value value) {
    if constexpr (kIsNumber<Member>) {
        return static_cast<Member>(std::get<std::int64_t>(value));
    } else {
        return std::get<Member>(std::move(value));
    }
}

template <auto kMember>
struct Access;

template <class Row, class Member, Member Row::*kMember>
struct Access<kMember> {
    using Held = decltype(held(std::declval<Member>()));
    static Held held_type();  // never called
    static constexpr Type kType = type_of<Held>();
    static constexpr bool kIsOptional = !std::is_same_v<Held, Member>;

    static Value get(void const* row) {
        auto const& member = static_cast<Row const*>(row)->*kMember;
        if constexpr (!kIsOptional) {
            return value_of<Held>(member);
        } else {
            return member ? value_of<Held>(*member) : Value{};
        }
    }

    static void set(void* row, Value value) {
        auto& member = static_cast<Row*>(row)->*kMember;
        if constexpr (kIsOptional) {
            if (std::holds_alternative<std::monostate>(value)) return member.reset();
        }
        member = member_of<Held>(std::move(value));
    }

    static Value initial() {
        Row const row{};
        return get(&row);
    }
};

}  // namespace fields

// The field that a member of the row's struct is. Its type follows from the member's.
template <auto kMember>
constexpr Field field(std::string_view name, Rule rule, Traits traits = {}) {
    using Access = fields::Access<kMember>;
    using Held = decltype(Access::held_type());
    if constexpr (Access::kType == Type::number) {
        rule.least = std::max(rule.least, std::int64_t{std::numeric_limits<Held>::min()});
        rule.most = std::min(rule.most, std::int64_t{std::numeric_limits<Held>::max()});
    }
    traits.is_optional |= Access::kIsOptional;
    return {
        traits,
        name,
        Access::kType,
        rule,
        Access::get,
        Access::set,
        Access::initial,
        Access::kIsOptional};
}

// What some fields of a row become, by their names, which are constants of the program.
using Changes = std::map<std::string_view, Value>;

void change(void* row, std::span<Field const> fields, Changes const& changes);

// Whether the field, which has this value, is absent.
bool is_absent(Field const& field, Value const& value);

// The position of a word, nothing if there is none, and the word at a position.
std::optional<std::int64_t> position_of(std::string_view word, Rule const& rule);
std::string_view word_in(Rule const& rule, Value const& position);

// "engineVersion" as SQL spells it: "engine_version"; and the other way round, of words that blanks
// or underscores divide.
std::string snake_case(std::string_view name);
std::string camel_case(std::string_view words);
std::string pascal_case(std::string_view words);

// What the field's column is called.
std::string column_of(Field const& field);

// Whether the field is for this row.
bool suits(Field const& field, std::span<Field const> fields, void const* row);

}  // namespace rds::storage
