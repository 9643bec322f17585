#include "server/gateway/wire/json.hpp"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <variant>

namespace rds::gateway {

namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

void write(Writer& writer, std::string_view text) {
    writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

void write(Writer& writer, api::Object const& object);
void write(Writer& writer, api::Array const& array);

void write(Writer& writer, api::Value const& value) {
    struct Visitor {
        Writer& writer;

        void operator()(std::string_view text) const { write(writer, text); }

        void operator()(std::string const& text) const { write(writer, std::string_view{text}); }

        void operator()(std::int64_t number) const { writer.Int64(number); }

        void operator()(bool truth) const { writer.Bool(truth); }

        void operator()(api::Object const& object) const { write(writer, object); }

        void operator()(api::Array const& array) const { write(writer, array); }

        void operator()(api::Verbatim const& verbatim) const {
            write(writer, std::string_view{verbatim.text});
        }
    };

    std::visit(Visitor{writer}, value.alternatives());
}

void write(Writer& writer, api::Object const& object) {
    writer.StartObject();
    for (auto const& [name, value] : object) {
        writer.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
        write(writer, value);
    }
    writer.EndObject();
}

void write(Writer& writer, api::Array const& array) {
    writer.StartArray();
    for (auto const& element : array)
        write(writer, element);
    writer.EndArray();
}

}  // namespace

std::string to_json(api::Object const& document) {
    // Grows to the longest answer of its thread; a new one for each would cost more than writing.
    thread_local rapidjson::StringBuffer buffer;
    buffer.Clear();
    Writer writer{buffer};
    write(writer, document);
    return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace rds::gateway
