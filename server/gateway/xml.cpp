#include "server/gateway/xml.hpp"

#include <fmt/format.h>
#include <tinyxml2.h>

#include <variant>

namespace rds::gateway {

namespace {

constexpr std::string_view kDeclaration = "<?xml version='1.0' encoding='UTF-8'?>";
constexpr bool kCompact = true;

void write(tinyxml2::XMLPrinter& printer, api::Object const& object);

void write_element(tinyxml2::XMLPrinter& printer, char const* name, api::Value const& value) {
    struct Visitor {
        tinyxml2::XMLPrinter& printer;

        void operator()(std::string_view text) const {
            printer.PushText(std::string{text}.c_str());
        }

        void operator()(std::string const& text) const { printer.PushText(text.c_str()); }

        void operator()(std::int64_t number) const { printer.PushText(number); }

        void operator()(bool truth) const { printer.PushText(truth); }

        void operator()(api::Object const& object) const { write(printer, object); }

        // Arrays of arrays do not occur in this API; write() unrolls the others.
        void operator()(api::Array const& /*array*/) const {}

        void operator()(api::Verbatim const& verbatim) const {
            printer.PushText(verbatim.text.c_str(), true);
        }
    };

    printer.OpenElement(name, kCompact);
    std::visit(Visitor{printer}, value.alternatives());
    printer.CloseElement(kCompact);
}

void write(tinyxml2::XMLPrinter& printer, api::Object const& object) {
    for (auto const& [name, value] : object) {
        // Names are literals of the program, so they end in NUL.
        if (auto const* const array = std::get_if<api::Array>(&value.alternatives())) {
            for (auto const& element : *array)
                write_element(printer, name.data(), element);
        } else {
            write_element(printer, name.data(), value);
        }
    }
}

}  // namespace

std::string to_xml(std::string const& root, api::Object const& document) {
    tinyxml2::XMLPrinter printer{nullptr, kCompact};
    printer.OpenElement(root.c_str(), kCompact);
    write(printer, document);
    printer.CloseElement(kCompact);
    return std::string{kDeclaration} + printer.CStr();
}

}  // namespace rds::gateway
