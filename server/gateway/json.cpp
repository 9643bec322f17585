#include "server/gateway/json.hpp"

#include <rapidjson/writer.h>

#include <variant>

namespace rds::gateway {

namespace {

// Lets RapidJSON write into the string that becomes the body.
class Output {
  public:
    using Ch = char;

    explicit Output(std::string& text) : text_{text} {}

    void Put(char c) { text_ += c; }  // NOLINT(readability-identifier-naming): RapidJSON's names

    void Flush() {}  // NOLINT(readability-identifier-naming)

  private:
    std::string& text_;
};

using Writer = rapidjson::Writer<Output>;

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
    std::string text;
    text.reserve(512);
    Output output{text};
    Writer writer{output};
    write(writer, document);
    return text;
}

}  // namespace rds::gateway
