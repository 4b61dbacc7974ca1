// Runs in Rhino after ECharts' dist file, which has put its functions into `exports`.

// Advance widths of the characters from blank to tilde in DejaVu Sans, in thousandths of the font's size. Of the fonts
// that browsers take for sans-serif it is among the widest, so what fits in it fits in the others. ECharts' own widths
// are those of a narrow one, and legends drawn by them overlap elsewhere.
var widths = [
  318, 401, 460, 838, 637, 951, 780, 275, 391, 391, 500, 838, 318, 361, 318, 337,
  637, 637, 637, 637, 637, 637, 637, 637, 637, 637, 337, 337, 838, 838, 838, 531,
  1000, 685, 687, 699, 771, 632, 576, 775, 752, 295, 295, 656, 558, 863, 749, 788,
  604, 788, 695, 635, 611, 732, 685, 989, 686, 611, 686, 391, 337, 391, 838, 500,
  500, 613, 635, 550, 635, 616, 353, 635, 634, 278, 278, 580, 278, 975, 634, 612,
  635, 635, 412, 521, 393, 634, 592, 818, 592, 592, 525, 637, 337, 637, 838
];

exports.setPlatformAPI({
  measureText: function (text, font) {
    var size = /([\d.]+)px/.exec(font);
    var width = 0;
    for (var i = 0; i < text.length; i++) { width += widths[text.charCodeAt(i) - 32] || 1000; }
    return {width: width * (size ? Number(size[1]) : 12) / 1000};
  }
});

// What the axes say. Options are plain data: a formatter there is a name.
var formatters = {
  '@plain': function (value) { return String(value); },
  '@bytes': function (exponent) {
    var value = Math.pow(2, exponent);
    var units = ['B', 'KiB', 'MiB', 'GiB'];
    var i = 0;
    while (value >= 1024 && i < units.length - 1) { value /= 1024; i++; }
    return value + ' ' + units[i];
  }
};

function name(axis) {
  var label = axis.axisLabel;
  if (formatters[label.formatter]) { label.formatter = formatters[label.formatter]; }
}

// Returns {svg, points}: points are where the chart's marks lie, in pixels.
function draw(json) {
  var chart = JSON.parse(json);
  var view = exports.init(null, null, {renderer: 'svg', ssr: true, width: chart.width, height: chart.height});
  name(chart.option.xAxis);
  name(chart.option.yAxis);
  view.setOption(chart.option);
  var points = chart.marks.map(function (mark) {
    return view.convertToPixel({xAxisIndex: 0, yAxisIndex: 0}, [mark.x, mark.y]);
  });
  var svg = view.renderToSVGString();
  view.dispose();
  return JSON.stringify({svg: svg, points: points});
}
