#include "atomic_file.hpp"

#include <samspill/core/error.hpp>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace samspill::detail {

namespace {

/// Makes a rename outlive a power cut. Best effort: some file systems cannot flush folders.
void flush_folder(const std::filesystem::path& folder) noexcept {
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0) {
        ::fsync(descriptor);
        ::close(descriptor);
    }
}

std::filesystem::path folder_of(const std::filesystem::path& path) {
    return path.has_parent_path() ? path.parent_path() : std::filesystem::path{"."};
}

} // namespace

AtomicFile::AtomicFile(std::filesystem::path path)
    : path_{std::move(path)}, temporary_{(folder_of(path_) / ".samspill-XXXXXX").string()},
      descriptor_{::mkostemp(temporary_.data(), O_CLOEXEC)} { // makes the file with mode 0600
    if (descriptor_ < 0) {
        fail("a temporary file cannot be made in its folder");
    }
    output_.open(temporary_, std::ios::binary | std::ios::trunc);
}

AtomicFile::~AtomicFile() {
    if (descriptor_ >= 0) {
        ::close(descriptor_);
    }
    if (!temporary_.empty()) {
        ::unlink(temporary_.c_str());
    }
}

void AtomicFile::commit() {
    output_.close();
    if (!output_ || ::fsync(descriptor_) != 0) {
        fail("not all of it could be written");
    }
    if (std::rename(temporary_.c_str(), path_.c_str()) != 0) {
        fail("it cannot be put in place");
    }
    temporary_.clear();
    flush_folder(folder_of(path_));
}

void AtomicFile::fail(const char* what) const {
    const std::string reason = std::error_code{errno, std::generic_category()}.message();
    throw FileError{path_.filename().string() + ": " + what + " (" + reason + ")"};
}

} // namespace samspill::detail
