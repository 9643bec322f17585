#include "server/api/parameters.hpp"

#include "server/actions/groups.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <stdexcept>

namespace rds::api {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;

enum class Charge { prepaid, postpaid };

constexpr std::array<std::string_view, 2> kCharges{"Prepaid", "Postpaid"};
constexpr FaultKind kOdd{"Odd.{}", "{} is odd.", 403, Fidelity::our_choice};

struct Scaling {
    std::int32_t least = 0;
    std::optional<bool> pauses;
};

struct Request {
    std::string text = "untouched";
    std::optional<std::string> description;
    std::vector<std::string> ids;
    std::vector<std::string> resources;
    std::vector<actions::Tag> tags;
    std::map<std::string, std::string> settings;
    std::optional<Scaling> scaling;
    Charge charge = Charge::prepaid;
    std::int64_t size = 0;
    actions::Paging paging;
};

Parameters<Request> const& table() {
    static Parameters<Request> const rows{
        optional("Text", &Request::text),
        optional("Description", &Request::description).empty_clears(),
        optional("Ids", &Request::ids).must_be(comma_list(plain_name(4, "-"), 3)),
        repeated("ResourceId", &Request::resources, 3).must_be(plain_name(4, "-")).refused_as(kOdd),
        actions::tags(&Request::tags),
        optional("Settings", &Request::settings),
        optional(
            "Scaling",
            &Request::scaling,
            Parameters<Scaling>{
                required("Least", &Scaling::least).ranging(whole_number(1, 8)),
                optional("Pauses", &Scaling::pauses),
            }
        ),
        optional("Charge", &Request::charge, kCharges).otherwise("Postpaid"),
        optional("Size", &Request::size),
        actions::paging(&Request::paging, 1, 100),
    };
    return rows;
}

Arguments given(std::vector<Argument> const& all) {
    Arguments arguments;
    for (auto const& [name, value] : all)
        arguments.add(name, value);
    return arguments;
}

Request read(std::vector<Argument> const& all) {
    Request request;
    auto const fault = table().read(given(all), request);
    EXPECT_FALSE(fault) << fault->hint();
    return request;
}

Fault refused(std::vector<Argument> const& all) {
    Request request;
    auto fault = table().read(given(all), request);
    EXPECT_TRUE(fault);
    return fault ? *fault : Fault{"", 0, ""};
}

TEST(Parameters, LeaveAloneWhatIsNotGivenAndFillWhatCountsOtherwise) {
    auto const request = read({{"Text", ""}});

    EXPECT_EQ(request.text, "untouched");
    EXPECT_EQ(request.description, std::nullopt);
    EXPECT_EQ(request.charge, Charge::postpaid);
    EXPECT_EQ(request.paging.size, 30);
    EXPECT_EQ(request.paging.number, 1);
    EXPECT_FALSE(request.scaling);
    EXPECT_THAT(request.tags, IsEmpty());
}

TEST(Parameters, ReadAnEmptyValueWhereEmptyClears) {
    EXPECT_EQ(read({{"Description", ""}}).description, "");
    EXPECT_EQ(read({{"Description", "a"}}).description, "a");
}

TEST(Parameters, SplitAListAtItsCommas) {
    EXPECT_THAT(read({{"Ids", "a,b-2,c"}}).ids, ElementsAre("a", "b-2", "c"));
    EXPECT_EQ(refused({{"Ids", "a,b,c,d"}}).code(), "InvalidIds");
    EXPECT_EQ(refused({{"Ids", "a,,b"}}).code(), "InvalidIds");
}

TEST(Parameters, ReadElementsByTheirNumbersAndTheLastOfARepeatedOne) {
    auto const request = read(
        {{"ResourceId.3", "c"},
         {"ResourceId.1", "x"},
         {"ResourceId.1", "a"},
         {"ResourceId.0", "zero"},
         {"ResourceId.02", "two"},
         {"ResourceId.x", "x"},
         {"ResourceId", "bare"},
         {"ResourceId.2.Name", "no text"}}
    );

    EXPECT_THAT(request.resources, ElementsAre("a", "c"));
}

TEST(Parameters, RefuseAnElementByItsNumber) {
    auto const fault = refused({{"ResourceId.1", "a"}, {"ResourceId.2", "a;b"}});

    EXPECT_EQ(fault.code(), "Odd.ResourceId.2");
    EXPECT_THAT(fault.hint(), HasSubstr("ResourceId.2 is \"a;b\""));
}

TEST(Parameters, RefuseMoreElementsThanThereMayBe) {
    auto const fault = refused({{"ResourceId.4", "a"}});

    EXPECT_EQ(fault.code(), "Odd.ResourceId");
    EXPECT_THAT(fault.hint(), HasSubstr("at most 3"));
    EXPECT_THAT(read({{"ResourceId.99999999999999999999", "a"}}).resources, IsEmpty());
}

TEST(Parameters, ReadElementsThatHaveMembers) {
    auto const tags =
        read({{"Tag.2.Key", "b"}, {"Tag.1.Value", "1"}, {"Tag.1.Key", "a"}, {"Tag.3.Other", "x"}}
        ).tags;

    ASSERT_EQ(tags.size(), 2U);
    EXPECT_EQ(tags[0].key, "a");
    EXPECT_EQ(tags[0].value, "1");
    EXPECT_EQ(tags[1].key, "b");
    EXPECT_EQ(tags[1].value, "");
}

TEST(Parameters, MissTheMemberOfAnElement) {
    EXPECT_EQ(refused({{"Tag.2.Value", "b"}}).code(), "MissingTag.2.Key");
    EXPECT_EQ(refused({{"Tag.2.Value", "b"}, {"Tag.2.Key", ""}}).code(), "MissingTag.2.Key");
}

TEST(Parameters, ReadAJsonObjectOfTexts) {
    auto const settings = read({{"Settings", R"({"a": "b", "c": 1.50, "d": true})"}}).settings;

    EXPECT_THAT(settings, ElementsAre(Pair("a", "b"), Pair("c", "1.50"), Pair("d", "true")));
    EXPECT_EQ(refused({{"Settings", R"({"a": {}})"}}).code(), "InvalidSettings");
}

TEST(Parameters, ReadAJsonObjectOfParameters) {
    auto const scaling = read({{"Scaling", R"({"Least": 2, "Pauses": false})"}}).scaling;

    ASSERT_TRUE(scaling);
    EXPECT_EQ(scaling->least, 2);
    EXPECT_EQ(scaling->pauses, false);
    EXPECT_EQ(refused({{"Scaling", R"({"Least": 9})"}}).code(), "InvalidScaling.Least");
    EXPECT_EQ(refused({{"Scaling", "{}"}}).code(), "MissingScaling.Least");
    EXPECT_EQ(refused({{"Scaling", "2"}}).code(), "InvalidScaling");
}

TEST(Parameters, RefuseAMemberOfAJsonObjectThatNobodyKnows) {
    auto const fault = refused({{"Scaling", R"({"Least": 2, "Lest": 3})"}});

    EXPECT_EQ(fault.code(), "InvalidScaling");
    EXPECT_THAT(fault.hint(), HasSubstr("Lest"));
}

TEST(Parameters, TakeNoControlCharactersThatJsonSpells) {
    EXPECT_EQ(refused({{"Settings", R"({"a": "b\u0000"})"}}).code(), "InvalidSettings");
    EXPECT_EQ(refused({{"Settings", R"({"a\n": "b"})"}}).code(), "InvalidSettings");
    EXPECT_EQ(refused({{"Settings", R"({"a": "\u0085"})"}}).code(), "InvalidSettings");
}

TEST(Parameters, CountAnElementOfWhichTheLastValueIsEmptyAsNotGiven) {
    EXPECT_THAT(read({{"ResourceId.1", "a"}, {"ResourceId.1", ""}}).resources, IsEmpty());
    EXPECT_EQ(refused({{"Tag.1.Key", "a"}, {"Tag.1.Key", ""}}).code(), "MissingTag.1.Key");
    EXPECT_THAT(read({{"Tag.1.Key", ""}}).tags, IsEmpty());
}

TEST(Parameters, AreCheckedInTheirOrder) {
    EXPECT_EQ(refused({{"PageSize", "0"}, {"Size", "x"}, {"Ids", ","}}).code(), "InvalidIds");
    EXPECT_EQ(refused({{"PageSize", "0"}, {"Size", "x"}}).code(), "InvalidSize");
    EXPECT_EQ(refused({{"PageSize", "101"}}).code(), "InvalidPageSize");
}

TEST(Parameters, KnowTheArgumentsThatGiveThem) {
    auto const covers = [](std::string_view argument) {
        return std::ranges::any_of(table().specs(), [argument](ParameterSpec const& spec) {
            return spec.covers(argument);
        });
    };

    for (auto const* const name : {"Text", "Tag.1.Key", "Tag.20.Value", "ResourceId.7", "PageSize"})
        EXPECT_TRUE(covers(name)) << name;
    for (auto const* const name :
         {"Text.1",
          "Tag",
          "Tag.1",
          "Tag.0.Key",
          "Tag.01.Key",
          "Tag.1.Keys",
          "Tag.1.Key.1",
          "ResourceId",
          "ResourceId.",
          "ResourceId.1.",
          "ResourceId.-1",
          "Tag.Key"})
        EXPECT_FALSE(covers(name)) << name;
}

struct Cleared {
    std::map<std::string, std::string> settings{{"a", "b"}};
    std::vector<std::string> ids{"a"};
    std::optional<Charge> charge = Charge::postpaid;
    std::optional<std::int64_t> size = 1;
};

TEST(Parameters, OfAnyKindAreClearedByAnEmptyValue) {
    Parameters<Cleared> const rows{
        optional("Settings", &Cleared::settings).empty_clears(),
        optional("Ids", &Cleared::ids).empty_clears(),
        optional("Charge", &Cleared::charge, kCharges).empty_clears(),
        optional("Size", &Cleared::size).empty_clears(),
    };
    Cleared cleared;

    EXPECT_FALSE(
        rows.read(given({{"Settings", ""}, {"Ids", ""}, {"Charge", ""}, {"Size", ""}}), cleared)
    );

    EXPECT_THAT(cleared.settings, IsEmpty());
    EXPECT_THAT(cleared.ids, IsEmpty());
    EXPECT_EQ(cleared.charge, Charge::prepaid);
    EXPECT_EQ(cleared.size, 0);
}

struct Keys {
    struct Key {
        std::string name;
        std::string pem;
    };

    std::vector<Key> keys;
    std::vector<std::string> pins;
    std::optional<Key> root;
};

TEST(Parameters, HideWhatIsSecretInAnyPartOfThem) {
    Parameters<Keys::Key> const members{
        optional("Name", &Keys::Key::name),
        optional("Pem", &Keys::Key::pem).secret(),
    };
    Parameters<Keys> const rows{
        repeated("Pair", &Keys::keys, 2, members),
        repeated("Pin", &Keys::pins, 2).secret(),
        optional("Root", &Keys::root, members),
    };
    auto const hides = [&rows](std::string_view argument) {
        return std::ranges::any_of(rows.specs(), [argument](ParameterSpec const& spec) {
            return spec.hides(argument);
        });
    };

    for (auto const* const name :
         {"Pair.1.Pem", "Pair.0.Pem", "Pair.x.Pem", "Pin.1", "Pin.2", "Pin", "Pin.x", "Root"})
        EXPECT_TRUE(hides(name)) << name;
    for (auto const* const name : {"Pair.1.Name", "Pins", "Pair"})
        EXPECT_FALSE(hides(name)) << name;
}

TEST(Parameters, ShowNoSecretInTheHintOfARefusal) {
    Parameters<Keys> const rows{
        optional(
            "Root",
            &Keys::root,
            Parameters<Keys::Key>{
                optional("Pem", &Keys::Key::pem).secret().must_be(at_most_characters(3)),
            }
        ),
    };
    auto const hint_of = [&rows](std::string_view value) {
        Keys keys;
        auto const fault = rows.read(given({{"Root", std::string{value}}}), keys);
        return fault ? fault->hint() : std::string{"taken"};
    };

    EXPECT_THAT(hint_of(R"({"Pem": "hunter2"})"), testing::Not(HasSubstr("hunter2")));
    EXPECT_THAT(hint_of(R"({"Pem": "hunter2",})"), testing::Not(HasSubstr("hunter2")));
    EXPECT_THAT(hint_of(R"({"Pem": "hunter2",})"), HasSubstr("redacted"));
    EXPECT_EQ(hint_of(R"({"Pem": "abc"})"), "taken");
}

TEST(Parameters, WithMembersAreNotSecretAsAWhole) {
    Parameters<Keys::Key> const members{optional("Name", &Keys::Key::name)};
    EXPECT_THROW(repeated("Pair", &Keys::keys, 2, members).secret(), std::logic_error);
    EXPECT_THROW(optional("RootPassword", &Keys::root, members), std::logic_error);
}

}  // namespace

}  // namespace rds::api
