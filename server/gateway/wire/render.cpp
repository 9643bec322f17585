#include "server/gateway/wire/render.hpp"

#include "server/json/writer.hpp"

#include <fmt/format.h>
#include <tinyxml2.h>

#include <array>
#include <concepts>
#include <cstdint>
#include <string_view>
#include <utility>
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

constexpr std::string_view kDeclaration = "<?xml version='1.0' encoding='UTF-8'?>";
constexpr bool kCompact = true;

// What stands for the first so many bytes of a text; nothing where they stand for themselves.
struct Escape {
    std::string_view written;
    std::size_t bytes = 0;
};

// XML 1.0 has no way to write most control characters, U+FFFE and U+FFFF, and reads a bare carriage
// return as a line feed.
Escape escape_of(std::string_view text) {
    constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
    constexpr auto kEscapes = std::to_array<std::pair<std::string_view, std::string_view>>({
        {"&", "&amp;"},
        {"<", "&lt;"},
        {">", "&gt;"},
        {"\r", "&#13;"},
        {"\xEF\xBF\xBE", kReplacement},
        {"\xEF\xBF\xBF", kReplacement},
    });
    for (auto const& [bytes, written] : kEscapes) {
        if (text.starts_with(bytes)) return {written, bytes.size()};
    }
    auto const c = text.front();
    auto const is_unwritable = static_cast<unsigned char>(c) < ' ' && c != '\t' && c != '\n';
    return is_unwritable ? Escape{kReplacement, 1} : Escape{};
}

bool fits_cdata(std::string_view text) {
    constexpr std::string_view kEnd = "]]>";
    constexpr std::string_view kMarkup = "&<>";
    for (; !text.empty(); text.remove_prefix(1)) {
        auto const is_markup = kMarkup.find(text.front()) != std::string_view::npos;
        if (text.starts_with(kEnd) || (!is_markup && escape_of(text).bytes != 0)) return false;
    }
    return true;
}

// tinyxml2's own texts end at a NUL and leave what XML cannot hold as it is.
class Printer final : public tinyxml2::XMLPrinter {
  public:
    Printer() : XMLPrinter{nullptr, kCompact} {}

    void write_text(std::string_view text) {
        SealElementIfJustOpened();
        std::size_t plain = 0;
        while (plain < text.size()) {
            auto const escape = escape_of(text.substr(plain));
            if (escape.bytes == 0) {
                ++plain;
                continue;
            }
            Write(text.data(), plain);
            Write(escape.written.data(), escape.written.size());
            text.remove_prefix(plain + escape.bytes);
            plain = 0;
        }
        Write(text.data(), text.size());
    }

    // In CDATA, which knows no escapes: what needs one, markup aside, is written as any text.
    void write_verbatim(std::string const& text) {
        if (fits_cdata(text)) {
            PushText(text.c_str(), true);
        } else {
            write_text(text);
        }
    }
};

void write(Printer& printer, std::string_view text) {
    printer.write_text(text);
}

void write(Printer& printer, std::same_as<std::int64_t> auto number) {
    printer.PushText(number);
}

void write(Printer& printer, std::same_as<double> auto number) {
    printer.write_text(fmt::format("{}", number));
}

void write(Printer& printer, std::same_as<bool> auto truth) {
    printer.PushText(truth);
}

void write(Printer& printer, api::Verbatim const& verbatim) {
    printer.write_verbatim(verbatim.text);
}

// Arrays of arrays do not occur in this API; write() unrolls the others.
void write(Printer& /*printer*/, api::Array const& /*array*/) {}

void write(Printer& printer, api::Object const& object);

void write_element(Printer& printer, char const* name, api::Value const& value) {
    printer.OpenElement(name, kCompact);
    std::visit([&](auto const& held) { write(printer, held); }, value.alternatives());
    printer.CloseElement(kCompact);
}

void write(Printer& printer, api::Object const& object) {
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

std::string to_json(api::Object const& document) {
    json::Writer writer;
    write(writer, document);
    return writer.text();
}

std::string to_xml(std::string const& root, api::Object const& document) {
    Printer printer;
    printer.OpenElement(root.c_str(), kCompact);
    write(printer, document);
    printer.CloseElement(kCompact);
    return std::string{kDeclaration} + printer.CStr();
}

}  // namespace rds::gateway
