// Runs in Rhino after ECharts' dist file, which has put its functions into `exports`.

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
