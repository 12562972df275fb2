#include "staged_rows.hpp"
#include "table_rules.hpp"

#include <algorithm>

namespace samspill {
namespace {

template <class Row>
void check(const StudyCheck& study, const Staged<Row>& table, TableName name) {
    const std::vector<std::string>& codes = *study.rows.theme_codes;
    StageTicker ticker{study.control, "checking themes", table.size()};
    for (std::size_t k = 0; k < table.size(); ++k) {
        ticker.step();
        const std::string& theme = table.rows[k].theme; // an empty one is reported as missing
        if (!theme.empty() && !std::binary_search(codes.begin(), codes.end(), theme)) {
            study.at(name, table.numbers[k])
                .report(Severity::warning, FindingCode::unknown_theme_code, "theme",
                        "the theme is no code of the taxonomy",
                        "write the code as the taxonomy spells it, or add it there; until then it is like no "
                        "other theme");
        }
    }
}

} // namespace

void check_themes(const StudyCheck& study) {
    if (study.rows.theme_codes) {
        check(study, study.rows.needs, TableName::needs);
        check(study, study.rows.activities, TableName::activities);
    }
}

} // namespace samspill
