// Broken calls throw one of these; doubtful data becomes a Finding instead.
#pragma once

#include <samspill/core/finding.hpp>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace samspill {

/// Base of every exception Samspill throws. Messages never hold a value from the data.
class Error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// An option or argument is out of its range; the message names it. ValueError in Python.
class InvalidArgument : public Error {
public:
    using Error::Error;
};

/// An id, table or column that was asked for does not exist. KeyError in Python.
class NotFound : public Error {
public:
    using Error::Error;
};

/// An analysis lacks a table it needs; the message says which. ValueError in Python.
class MissingTable : public Error {
public:
    using Error::Error;
};

/// The data hold findings of severity `error`; all of them are carried along. ValueError in Python.
class UnusableData : public Error {
public:
    explicit UnusableData(std::vector<Finding> findings);
    [[nodiscard]] const std::vector<Finding>& findings() const noexcept { return findings_; }

private:
    std::vector<Finding> findings_;
};

/// A file cannot be written; the message names it without its folder. OSError in Python.
class FileError : public Error {
public:
    using Error::Error;
};

/// A count or product of counts exceeds 64 bits. OverflowError in Python.
class Overflow : public Error {
public:
    using Error::Error;
};

/// An optional part is not there, such as a solver that this build was made without; the message says how to
/// get it. ImportError in Python.
class Unavailable : public Error {
public:
    using Error::Error;
};

/// The caller's RunControl asked to stop. KeyboardInterrupt in Python when Ctrl-C was the cause.
class Cancelled : public Error {
public:
    Cancelled() : Error{"cancelled by the caller"} {}
};

} // namespace samspill
