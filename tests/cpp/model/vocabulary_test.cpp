#include <samspill/model/vocabulary.hpp>

#include <gtest/gtest.h>

namespace samspill {
namespace {

template <class Enum>
void names_read_back() {
    for (std::size_t k = 0; k < vocabulary_size<Enum>; ++k) {
        const auto value = static_cast<Enum>(k);
        EXPECT_EQ(parse<Enum>(to_string(value)), value);
    }
    EXPECT_FALSE(parse<Enum>("").has_value());
    EXPECT_FALSE(parse<Enum>("Municipal").has_value());
}

TEST(Vocabulary, NamesReadBack) {
    names_read_back<Sector>();
    names_read_back<ActivityKind>();
    names_read_back<Relation>();
    names_read_back<ForumForm>();
    names_read_back<SeatRole>();
    names_read_back<PersonTier>();
    names_read_back<TableName>();
}

TEST(Vocabulary, LastValuesHaveTheirOwnNames) {
    EXPECT_EQ(to_string(Sector::state), "state");
    EXPECT_EQ(to_string(Sector::private_sector), "private");
    EXPECT_EQ(to_string(ActivityKind::information), "information");
    EXPECT_EQ(to_string(Relation::funding), "funding");
    EXPECT_EQ(to_string(ForumForm::council), "council");
    EXPECT_EQ(to_string(TableName::seats), "seats");
}

TEST(Vocabulary, HintsListTheAllowedNames) {
    EXPECT_EQ(allowed_names<SeatRole>(), "chair, coordinator, member");
}

} // namespace
} // namespace samspill
