// Shows RapidJSON.
#pragma once

#include "server/json/utf8.hpp"

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace rds::json {

// JSON has no text for a value: for a number that is not finite, or for bytes that are not UTF-8.
// What was written before it is not a document.
class NotWritable : public std::runtime_error {
  public:
    NotWritable();
};

// Returns a value as it would be sent, without blanks. Throws NotWritable.
std::string text_of(rapidjson::Value const& value);

// Writes one JSON text, member by member, in the order of the calls. Whatever writes a value throws
// NotWritable where JSON has no text for it.
//
//     writer.object([&] {
//         writer.member("id", 7);
//         writer.key("tags");
//         writer.list(tags, [&](auto const& tag) { writer.value(tag); });
//     });
class Writer {
  public:
    // What `members` writes becomes an object.
    void object(auto&& members) {
        require(writer_.StartObject());
        members();
        require(writer_.EndObject());
    }

    // What `write` writes for each element becomes a list.
    void list(auto const& elements, auto&& write) {
        require(writer_.StartArray());
        for (auto const& element : elements)
            write(element);
        require(writer_.EndArray());
    }

    // What `elements` writes becomes a list.
    void list(auto&& elements) {
        require(writer_.StartArray());
        elements();
        require(writer_.EndArray());
    }

    void key(std::string_view name) {
        require(is_utf8(name) && writer_.Key(name.data(), size(name)));
    }

    void value(std::string_view text) {
        require(is_utf8(text) && writer_.String(text.data(), size(text)));
    }

    void value(std::string const& text) { value(std::string_view{text}); }

    void value(char const* text) { value(std::string_view{text}); }

    void value(std::same_as<bool> auto flag) { require(writer_.Bool(flag)); }

    template <std::integral Number>

    requires(!std::same_as<Number, bool>) void value(Number number) {
        require(writer_.Int64(static_cast<std::int64_t>(number)));
    }

    void value(double number);

    // A JSON text as it is.
    void raw(std::string_view json);

    void member(std::string_view name, auto const& its_value) {
        key(name);
        value(its_value);
    }

    // Nothing if it is absent.
    template <class Value>
    void member(std::string_view name, std::optional<Value> const& its_value) {
        if (its_value) member(name, *its_value);
    }

    // Of what has been written so far.
    std::size_t bytes() const { return buffer_.GetSize(); }

    // What has been written; the writer is then used up.
    std::string text() const { return {buffer_.GetString(), buffer_.GetSize()}; }

  private:
    static rapidjson::SizeType size(std::string_view text) {
        return static_cast<rapidjson::SizeType>(text.size());
    }

    static void require(bool is_written) {
        if (!is_written) throw NotWritable{};
    }

    rapidjson::StringBuffer buffer_;
    rapidjson::Writer<rapidjson::StringBuffer> writer_{buffer_};
};

}  // namespace rds::json
