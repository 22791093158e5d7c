// How the page looks, on a screen and in print.
#ifndef DIALGATE_PLATFORM_REPORT_STYLE_H
#define DIALGATE_PLATFORM_REPORT_STYLE_H

#include <string_view>

namespace dialgate::report {

constexpr std::string_view kStyle = R"css(
:root { color-scheme: light; --ink: #1c2530; --soft: #4d5a68; --line: #d5dbe2; --pale: #f4f6f8;
  --allowed: #1b6685; --refused: #b4451f; --good: #1d6b3a; --bad: #a3161f; --open: #6b5300; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1040px; padding: 28px 32px 64px; color: var(--ink); background: #fff;
  font: 15px/1.5 system-ui, "Segoe UI", "Helvetica Neue", "DejaVu Sans", Arial, sans-serif; }
h1 { font-size: 27px; line-height: 1.2; margin: 0 0 14px; }
h2 { font-size: 20px; margin: 44px 0 8px; padding-top: 14px; border-top: 2px solid var(--ink); }
h3 { font-size: 16px; margin: 26px 0 6px; }
p { margin: 8px 0 12px; max-width: 80ch; }
a { color: #14567a; }
.status { border-left: 10px solid; padding: 12px 18px; margin: 0 0 10px; background: var(--pale); }
.status strong { display: block; font-size: 19px; }
.status p { margin: 2px 0 0; overflow-wrap: anywhere; }
.good { border-color: var(--good); } .good strong { color: var(--good); }
.bad { border-color: var(--bad); background: #fdf0f0; } .bad strong { color: var(--bad); }
.open { border-color: var(--open); background: #fdf8e8; } .open strong { color: var(--open); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 3px 20px; margin: 18px 0; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
nav { margin: 18px 0 0; font-size: 14px; } nav a { display: inline-block; margin: 0 16px 4px 0; }
.cards { display: grid; grid-template-columns: 1fr 1fr; gap: 16px; margin: 22px 0 0; }
.card { border: 1px solid var(--line); border-top: 5px solid var(--soft); padding: 10px 16px 12px; }
.card h3 { margin: 0 0 2px; font-size: 14px; color: var(--soft); font-weight: 600; }
.card .big { font-size: 30px; line-height: 1.25; font-weight: 700; margin: 0; }
.card p { margin: 2px 0 0; font-size: 14px; }
.card.allowed { border-top-color: var(--allowed); } .card.allowed .big { color: var(--allowed); }
.card.refused { border-top-color: var(--refused); } .card.refused .big { color: var(--refused); }
.card.alarm { border-color: var(--bad); } .card.alarm .big { color: var(--bad); }
figure { margin: 14px 0 6px; }
svg { display: block; width: 100%; height: auto; }
svg.patterns { width: 0; height: 0; position: absolute; }
svg text { font-family: inherit; fill: var(--ink); font-size: 13px; }
svg text.axis { fill: var(--soft); font-size: 12px; }
svg text.cell { font-size: 11.5px; fill: #000; } svg text.light { fill: #fff; }
.grid { stroke: var(--line); stroke-width: 1; }
.fill1 { fill: var(--allowed); } .fill2 { fill: url(#pattern2); } .fill3 { fill: url(#pattern3); }
.fill4 { fill: #e0a100; } .fill5 { fill: url(#pattern5); }
.fill2, .fill3, .fill4, .fill5 { stroke: #4d3a20; stroke-width: 0.6; }
.ground2 { fill: #d9805f; } .mark2 { stroke: #8f2f10; stroke-width: 1.6; fill: none; }
.ground3 { fill: #e3d8f3; } .mark3 { stroke: #5a3a86; stroke-width: 1.4; fill: none; }
.ground5 { fill: #e9edf1; } .mark5 { fill: #3b4651; }
.heatfill1 { fill: var(--allowed); } .heatfill2 { fill: var(--refused); } .empty { fill: var(--pale); }
.valid { fill: #fff; stroke: var(--soft); stroke-width: 1.2; stroke-dasharray: 4 3; }
.table { overflow-x: auto; }
table { border-collapse: collapse; margin: 8px 0 12px; font-size: 14px; }
th, td { padding: 4px 18px 4px 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line);
  overflow-wrap: break-word; }
thead th { color: var(--soft); font-weight: 600; border-bottom: 1.5px solid var(--ink); vertical-align: bottom; }
tbody th { font-weight: 500; } td, tbody th { max-width: 46ch; }
.number { text-align: right; font-variant-numeric: tabular-nums; } td.number { white-space: nowrap; }
details { margin: 6px 0 10px; } summary { cursor: pointer; color: #14567a; font-size: 14px; }
pre { font: 12.5px/1.45 ui-monospace, "DejaVu Sans Mono", monospace; background: var(--pale); padding: 12px;
  overflow-x: auto; white-space: pre-wrap; }
li { max-width: 80ch; margin: 3px 0; }
footer { margin-top: 48px; color: var(--soft); font-size: 13px; border-top: 1px solid var(--line); }
@media (max-width: 640px) { .cards { grid-template-columns: 1fr; } body { padding: 16px; } }
@page { margin: 16mm 14mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  nav { display: none; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  figure, .card, .status, tr { break-inside: avoid; }
  h2, h3, summary { break-after: avoid; }
  h2 + p, h3 + p { break-after: avoid; }
  .repeats { display: none; }
  thead { display: table-header-group; }
  table { font-size: 9pt; }
  details::details-content { display: block; content-visibility: visible; }
  summary { color: var(--soft); list-style: none; }
}
)css";

}  // namespace dialgate::report

#endif
