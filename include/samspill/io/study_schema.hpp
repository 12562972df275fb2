// The columns of the tables of a pilot: the one place that names them.
#pragma once

#include <samspill/io/table_schema.hpp>
#include <samspill/model/pilot_study_builder.hpp>

#include <span>
#include <string_view>

namespace samspill {

/// What the columns of an indicator's question are named after: question_en, question_nb, …
inline constexpr std::string_view question_prefix = "question_";

/// The columns of a table, in the order in which they are written. Further columns of `indicators` that begin
/// with question_prefix are questions; further columns of `preconditions` that hold numbers are
/// preconditions.
[[nodiscard]] std::span<const ColumnSchema> schema(StudyTable table) noexcept;

/// The name that a column of `unit_changes` has in the official table (Statistics Norway, KLASS), such as
/// oldCode for old_code; empty for all others.
[[nodiscard]] std::string_view official_name(StudyTable table, std::string_view column) noexcept;

/// Whether a column is known without being read, such as the names in official tables of changes.
[[nodiscard]] bool is_passed_over(StudyTable table, std::string_view column) noexcept;

} // namespace samspill
