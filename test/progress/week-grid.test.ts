import fc from 'fast-check';
import { expect, test } from 'vitest';
import { daysLater, localDay, weekdayOf } from '../../src/base/time.ts';
import { timeZones } from '../../src/base/time-zones.ts';
import { weekGrid } from '../../src/progress/week-grid.ts';

test('law: on any day, in any zone, there are 26 columns of seven days, of which the last ends today', () => {
  const instant = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(instant, fc.constantFrom(...timeZones), (at, zone) => {
      const today = localDay(at, zone);
      const grid = weekGrid(today);
      expect(grid).toHaveLength(26);
      for (const week of grid.slice(0, -1)) expect(week).toHaveLength(7);
      for (const week of grid) expect(weekdayOf(week[0] ?? '')).toBe('Monday');
      const days = grid.flat();
      expect(days.at(-1)).toBe(today);
      expect(days.slice(1)).toEqual(days.slice(0, -1).map((day) => daysLater(day, 1)));
    }),
  );
});
