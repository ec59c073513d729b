// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace banshi::face
{

/// The filters of a detector on cells of gradients, laid out for one pass over the cells: row after row, each as the
/// numbers of its cells one after the other, so that a row of a filter and a row of cells are one run of numbers.
/// Threads: reading from any thread.
class FaceFilters
{
public:
    static constexpr std::size_t kCount = 5;    ///< front, looking left and right, tilted left and right
    static constexpr std::size_t kNumbers = 31; ///< of one cell

    /// `rows` by `columns` cells.
    FaceFilters(std::size_t rows, std::size_t columns);

    [[nodiscard]] std::size_t rows() const { return m_rows; }
    [[nodiscard]] std::size_t columns() const { return m_columns; }
    /// The number of one filter that belongs to one number of a cell.
    [[nodiscard]] float& at(std::size_t filter, std::size_t row, std::size_t column, std::size_t number)
    {
        return m_weights[((row * kCount + filter) * m_columns + column) * kNumbers + number];
    }
    /// What every filter sees in the window that begins at `cells`; two rows of cells lie `stride` numbers apart.
    void score(const float* cells, std::size_t stride, double (&scores)[kCount]) const;

private:
    std::size_t m_rows;
    std::size_t m_columns;
    std::vector<float> m_weights;
};

} // namespace banshi::face
