// Package kit holds the parts every screen is built from: theme, key tables,
// layout, typography, tables, forms, dialogs and the frame around them.
//
// The rules of this package:
//
//   - It knows nothing of cases, banks or providers. Words come from callers.
//   - Nothing here is global. A Theme is a value; so is a key Table.
//   - Colour never carries meaning alone. Every state has a sign and a word.
//   - Parts take plain text and style it themselves, so a control sequence
//     that slipped through the outer doors still cannot reach the terminal.
//   - Widths are total widths, counted in terminal cells, never in bytes.
//   - A part drawn into w by h is exactly w by h, at every size.
package kit
