#include "server/gateway/wire/json.hpp"

#include "server/json/writer.hpp"

#include <variant>

namespace rds::gateway {

namespace {

void write(json::Writer& writer, api::Value const& value);

void write(json::Writer& writer, auto const& scalar) {
    writer.value(scalar);
}

void write(json::Writer& writer, api::Verbatim const& verbatim) {
    writer.value(verbatim.text);
}

void write(json::Writer& writer, api::Object const& object) {
    writer.object([&] {
        for (auto const& [name, value] : object) {
            writer.key(name);
            write(writer, value);
        }
    });
}

void write(json::Writer& writer, api::Array const& array) {
    writer.list(array, [&](api::Value const& element) { write(writer, element); });
}

void write(json::Writer& writer, api::Value const& value) {
    std::visit([&](auto const& held) { write(writer, held); }, value.alternatives());
}

}  // namespace

std::string to_json(api::Object const& document) {
    json::Writer writer;
    write(writer, document);
    return writer.text();
}

}  // namespace rds::gateway
