#include "server/gateway/wire/json.hpp"

#include "server/json/writer.hpp"

#include <variant>

namespace rds::gateway {

namespace {

void write(json::Writer& writer, api::Object const& object);

void write(json::Writer& writer, api::Value const& value) {
    struct Visitor {
        json::Writer& writer;

        void operator()(auto const& scalar) const { writer.value(scalar); }

        void operator()(api::Verbatim const& verbatim) const { writer.value(verbatim.text); }

        void operator()(api::Object const& object) const { write(writer, object); }

        void operator()(api::Array const& array) const {
            writer.list(array, [this](api::Value const& element) { write(writer, element); });
        }
    };

    std::visit(Visitor{writer}, value.alternatives());
}

void write(json::Writer& writer, api::Object const& object) {
    writer.object([&] {
        for (auto const& [name, value] : object) {
            writer.key(name);
            write(writer, value);
        }
    });
}

}  // namespace

std::string to_json(api::Object const& document) {
    json::Writer writer;
    write(writer, document);
    return writer.text();
}

}  // namespace rds::gateway
