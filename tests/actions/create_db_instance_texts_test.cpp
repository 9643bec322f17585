// Hostile texts in CreateDBInstance: kept and found as they are, or refused whole.
#include "tests/actions/create_db_instance_borders.hpp"

namespace rds {

namespace {

using kit::call;
using testing::ElementsAre;

class CreateDbInstanceTexts : public CreateDbInstanceBorders {};

std::string addresses(int count) {
    std::vector<std::string> all;
    for (int number = 0; number < count; ++number)
        all.push_back(fmt::format("10.0.{}.{}", number / 250, number % 250 + 1));
    return fmt::format("{}", fmt::join(all, ","));
}

TEST_F(CreateDbInstanceTexts, ReadTheWhitelistAsEntriesInOrder) {
    auto const thousand = addresses(1000);
    for (std::string_view const good :
         {"10.0.0.1,127.0.0.1,10.0.0.0/1,10.0.0.0/32",
          "::1,2001:db8::/32,1.2.3.4",
          thousand.c_str()})
        EXPECT_EQ(shown(created({{"SecurityIPList", std::string{good}}}), "SecurityIPList"), good);
    constexpr std::string_view kBad =
        ",|,10.0.0.1|10.0.0.1,|10.0.0.1,,10.0.0.2|10.0.0.1, 10.0.0.2|10.0.0.1;10.0.0.2"
        "|10.0.0.1,1.2.3.4,10.0.0.1|10.0.0.%|10.0.0.1' OR '1'='1|\xEF\xBC\x91.0.0.1";  // full-width
    for (auto const bad : text::split(kBad, '|'))
        expect_refused({{"SecurityIPList", std::string{bad}}}, "InvalidSecurityIPList.Format");
    expect_refused({{"SecurityIPList", addresses(1001)}}, "InvalidSecurityIPList.Format");
}

// Among them two Chinese characters and a dolphin of four bytes.
constexpr std::string_view kDescriptions =
    R"(100%|a_b|it's|a "quoted" one|back\slash|[ab]*?|]]>&amp;<a>|' OR "1"="1'; DROP TABLE x; --)"
    "|\xE8\xAE\xA2\xE5\x8D\x95|\xF0\x9F\x90\xAC";

TEST_F(CreateDbInstanceTexts, KeepDescriptionsOfAnyTextAndFindThemLiterally) {
    created({{"DBInstanceDescription", "axb 100 per cent"}});  // what wildcards would find
    created({});
    auto const many = times(255, "\xE4\xB8\xAD");
    auto const longest = times(255, "\xF0\x9F\x98\x80");
    auto texts = text::split(kDescriptions, '|');
    texts.insert(texts.end(), {many, longest});
    for (std::string_view const view : texts) {
        std::string const text{view};
        auto const id = created({{"DBInstanceDescription", text}});
        EXPECT_EQ(shown(id, "DBInstanceDescription"), text);
        EXPECT_THAT(found({{"SearchKey", text}}), ElementsAre(id)) << text;
    }
    EXPECT_THAT(found({{"SearchKey", "%"}}), ElementsAre("rm-bp1emulator000003"));
    EXPECT_THAT(found({{"SearchKey", "a_"}}), ElementsAre("rm-bp1emulator000004"));
    EXPECT_THAT(found({{"SearchKey", "\\s"}}), ElementsAre("rm-bp1emulator000007"));
    EXPECT_EQ(found({{"SearchKey", "rm-bp1emulator0000"}}).size(), 14);
}

TEST_F(CreateDbInstanceTexts, RefuseDescriptionsThatAreNoTextOrTooLong) {
    using namespace std::string_literals;
    for (auto const& text : {"a\0b"s, "a\nb"s, "a\x7F"s, "a\xFF"s, "a\xC0\x80"s, "a\xED\xA0\x80"s})
        expect_refused({{"DBInstanceDescription", text}}, "InvalidParameters.Format");
    for (auto const& text : {times(256, "a"), times(256, "\xE4\xB8\xAD")})
        expect_refused({{"DBInstanceDescription", text}}, "InvalidDBInstanceDescription");
    EXPECT_EQ(shown(created({{"DBInstanceDescription", ""}}), "DBInstanceDescription"), "");
}

TEST_F(CreateDbInstanceTexts, KeepTwentyTagsOfAnyText) {
    auto twenty = tags(20);
    twenty[0].second = times(128, "\xE4\xB8\xAD");
    twenty[1].second = times(128, "\xE5\x80\xBC");
    twenty[2].second = "%' \"\\<>";
    twenty[4].second = "Key 4";  // and there is a "key 4"
    auto const id = created(twenty);

    auto const answer =
        emulator_.ask(call("DescribeTags").with("RegionId", "cn-hangzhou").with("DBInstanceId", id)
        );
    Texts kept;
    auto const body = answer.json();
    for (auto const& tag : body["Items"]["TagInfos"].GetArray())
        kept.emplace_back(tag["TagKey"].GetString(), tag["TagValue"].GetString());
    Texts given;
    for (std::size_t number = 0; number < twenty.size(); number += 2)
        given.emplace_back(twenty[number].second, twenty[number + 1].second);
    EXPECT_THAT(kept, testing::UnorderedElementsAreArray(given));
}

TEST_F(CreateDbInstanceTexts, AreListedOnPagesThatEndAndByTokensOfTheListAlone) {
    created({{"Amount", "3"}});
    for (auto const& page :
         {Texts{{"PageNumber", "2"}}, Texts{{"PageNumber", "2147483647"}, {"PageSize", "100"}}}) {
        EXPECT_THAT(found(page), testing::IsEmpty());
        EXPECT_EQ(list(page).text("/TotalRecordCount"), "3");
    }
    for (auto const* const most : {"0", "-1", "101", "1e2", "2147483648"})
        EXPECT_EQ(list({{"MaxResults", most}}).code(), "InvalidMaxResults") << most;

    auto const token = list({{"MaxResults", "1"}}).text("/NextToken");
    EXPECT_EQ(found({{"NextToken", token}, {"MaxResults", "100"}, {"PageNumber", "9"}}).size(), 2);
    auto const bad = fmt::format(
        "-|--|%|{0}|0{0}-0-rm|{0}-1e3-rm|{0}-18446744073709551616-rm|{1}",
        token.substr(0, token.find('-')),
        times(60'000, "-")
    );
    for (auto const each : text::split(bad, '|')) {
        EXPECT_EQ(list({{"NextToken", std::string{each}}}).code(), "Invalid.NextToken")
            << each.substr(0, 60);
    }
    EXPECT_EQ(list({{"NextToken", token}, {"SearchKey", "rm"}}).code(), "Invalid.NextToken");
}

TEST_F(CreateDbInstanceTexts, AreListedAsExpiredOnceTheirTimeIsOver) {
    auto const id = created(of("PayType=Prepaid&Period=Month&UsedTime=1"));
    created({});
    EXPECT_THAT(found(of("Expired=True")), testing::IsEmpty());
    advance("60d");

    EXPECT_THAT(found(of("Expired=True")), testing::ElementsAre(id));
    EXPECT_EQ(found(of("Expired=False")).size(), 1U);
}

}  // namespace

}  // namespace rds
