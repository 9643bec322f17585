// Shows RapidJSON.
#pragma once

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rds::json {

// Whether the bytes are a text that JSON can hold.
bool is_utf8(std::string_view text);

// Throws std::runtime_error unless a value was written: JSON has no text for a number that is not
// finite, nor for bytes that are not UTF-8. What was written before it is not a document.
void require_written(bool is_written);

// Returns a value as it would be sent, without blanks. Throws as require_written() does.
std::string text_of(rapidjson::Value const& value);

// Writes one JSON text, member by member, in the order of the calls. Whatever writes a value throws
// as require_written() does.
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
        require_written(writer_.StartObject());
        members();
        require_written(writer_.EndObject());
    }

    // What `write` writes for each element becomes a list.
    void list(auto const& elements, auto&& write) {
        require_written(writer_.StartArray());
        for (auto const& element : elements)
            write(element);
        require_written(writer_.EndArray());
    }

    // What `elements` writes becomes a list.
    void list(auto&& elements) {
        require_written(writer_.StartArray());
        elements();
        require_written(writer_.EndArray());
    }

    void key(std::string_view name) {
        require_written(is_utf8(name) && writer_.Key(name.data(), size(name)));
    }

    void value(std::convertible_to<std::string_view> auto const& its_text) {
        std::string_view const text{its_text};
        require_written(is_utf8(text) && writer_.String(text.data(), size(text)));
    }

    void value(std::same_as<bool> auto flag) { require_written(writer_.Bool(flag)); }

    template <std::integral Number>

    requires(!std::same_as<Number, bool>) void value(Number number) {
        require_written(writer_.Int64(static_cast<std::int64_t>(number)));
    }

    void value(double number);

    // A list of values.
    template <class Value>
    void value(std::vector<Value> const& values) {
        list(values, [this](Value const& each) { value(each); });
    }

    // An object of texts.
    void value(std::map<std::string, std::string> const& texts);

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

    rapidjson::StringBuffer buffer_;
    rapidjson::Writer<rapidjson::StringBuffer> writer_{buffer_};
};

}  // namespace rds::json
