import { BarChart, HeatmapChart, LineChart } from 'echarts/charts';
import { GridComponent, TitleComponent, VisualMapComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Progress, Topic, Week } from './progress-data.ts';

use([BarChart, GridComponent, HeatmapChart, LineChart, SVGRenderer, TitleComponent, VisualMapComponent]);

/** What it is as wide as: on a phone, that is half the size. */
const width = 800;

const cell = 27;
const left = 74;
const across = 26 * cell;
/** Between a part's heading and what it heads. */
const headed = 56;

const ink = '#1f2933';
const faint = '#5b6875';
const line = '#dde3e8';
const good = '#1c6b45';
const weak = '#b4540a';
/** For no answer on a day, one, two, and more. */
const shades = ['#e8ecf0', '#a5d6ba', '#4f9f77', good];

const most = shades.length - 1;

const font = { fontFamily: 'Inter', fontSize: 20, color: ink };
const label = { ...font, color: faint };

/** A member's progress as an SVG: a calendar of answers, scores by week, and topics. */
export function drawProgress(progress: Progress): string {
  const { weeks, due } = progress;
  const strongest = progress.strongest.filter(isDrawable);
  const weakest = progress.weakest.filter(isDrawable);
  const topics = [...strongest, ...weakest];
  const scoresAt = headed + 7 * cell + 100;
  const topicsAt = scoresAt + 180 + 106;
  const dueAt = topics.length === 0 ? topicsAt - headed : topicsAt + topics.length * 38 + 14;
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height: dueAt + 50 });
  chart.setOption({
    animation: false,
    backgroundColor: '#ffffff',
    textStyle: font,
    title: [
      heading('Answers in the last 26 weeks', 0),
      legend(),
      heading('Mean score of each week', scoresAt - headed),
      ...(topics.length === 0 ? [] : [heading('Key points made, by topic', topicsAt - headed)]),
      heading(sayDue(due), dueAt),
    ],
    grid: [
      { left, top: headed, width: across, height: 7 * cell },
      { left, top: scoresAt, width: across, height: 180 },
      { left: 290, top: topicsAt, width: 400, height: Math.max(1, topics.length * 38) },
    ],
    xAxis: [
      axis(0, { data: weeks.map(monthBegun) }),
      axis(1, { data: weeks.map(monthBegun), line: true }),
      { ...axis(2), type: 'value', min: 0, max: 1, axisLabel: { show: false } },
    ],
    yAxis: [
      axis(0, { data: ['Mon', '', 'Wed', '', 'Fri', '', 'Sun'], isDownwards: true }),
      {
        ...axis(1),
        type: 'value',
        min: 0,
        max: 100,
        interval: 50,
        splitLine: { show: true, lineStyle: { color: line } },
      },
      axis(2, { data: topics.map(labelOf), isDownwards: true }),
    ],
    visualMap: {
      type: 'piecewise',
      show: false,
      seriesIndex: 0,
      pieces: shades.map((color, value) => ({ value, color })),
    },
    series: [
      {
        type: 'heatmap',
        data: weeks.flatMap(({ answers }, week) =>
          answers.map((count, day) => [week, day, Math.min(count, most)]),
        ),
        itemStyle: { borderColor: '#ffffff', borderWidth: 3, borderRadius: 6 },
      },
      {
        type: 'line',
        xAxisIndex: 1,
        yAxisIndex: 1,
        data: weeks.map(({ score }) => score),
        connectNulls: true,
        symbol: 'circle',
        symbolSize: 10,
        lineStyle: { color: good, width: 4 },
        itemStyle: { color: good },
      },
      {
        type: 'bar',
        xAxisIndex: 2,
        yAxisIndex: 2,
        barWidth: 22,
        data: topics.map(({ share }, index) => ({
          value: share,
          itemStyle: { color: index < strongest.length ? good : weak, borderRadius: 4 },
        })),
        label: {
          ...font,
          show: true,
          position: 'right',
          formatter: ({ value }: { value: number }) => `${Math.round(value * 100)}%`,
        },
      },
    ],
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}

const heading = (text: string, top: number) => ({
  text,
  left: 20,
  top: top + 12,
  padding: 0,
  textStyle: { ...font, fontSize: 24, fontWeight: 600 as const },
});

/** What the shades mean, at the right of the first heading. */
function legend() {
  const named = shades.map((_, index) => `{s${index}|■} {number|${index === most ? `${index}+` : index}}`);
  const rich = Object.fromEntries(
    shades.map((color, index) => [`s${index}`, { ...label, fontSize: 26, color }]),
  );
  return {
    text: named.join('   '),
    right: 24,
    top: 10,
    padding: 0,
    textStyle: { ...label, rich: { ...rich, number: label } },
  };
}

interface AxisParts {
  readonly data?: readonly string[];
  readonly line?: boolean;
  readonly isDownwards?: boolean;
}

function axis(gridIndex: number, { data = [], line: hasLine = false, isDownwards = false }: AxisParts = {}) {
  return {
    type: 'category' as const,
    gridIndex,
    data: [...data],
    inverse: isDownwards,
    axisTick: { show: false },
    axisLine: { show: hasLine, lineStyle: { color: line } },
    splitLine: { show: false },
    axisLabel: { ...label, interval: 0, width: 240, overflow: 'truncate' as const, hideOverlap: false },
  };
}

/** Inter has no other scripts, and would draw boxes; the words beside the picture have every topic. */
const isDrawable = ({ topic }: Topic) =>
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}\p{P}\p{S}\p{Z}]*$/u.test(topic);

/** ECharts keeps widths of texts in an object, by text: one called “__proto__” would be every object's. No name begins with a space. */
const labelOf = ({ topic }: Topic) => ` ${topic.replace(/\s+/g, ' ')}`;

const monthOf = new Intl.DateTimeFormat('en', { month: 'short', timeZone: 'UTC' });

/** The month whose first days are in the week, if any are; its name stands at that week. */
function monthBegun({ monday }: Week): string {
  const sunday = new Date(Date.parse(monday) + 6 * 86_400_000);
  return sunday.getUTCDate() <= 7 ? monthOf.format(sunday) : '';
}

function sayDue(due: number): string {
  if (due === 0) return 'Nothing is due for recall';
  return due === 1 ? '1 key point is due for recall' : `${due} key points are due for recall`;
}
