import type { Path } from '../../problem/path.ts';
import { isMap } from '../../yaml/value.ts';
import type { ValuesRule } from '../rule.ts';

const PRESETS: readonly Path[] = [
  ['kdaemon', 'podAffinityPreset'],
  ['kdaemon', 'podAntiAffinityPreset'],
  ['kdaemon', 'nodeAffinityPreset', 'type'],
];

export const affinityPreset: ValuesRule = {
  id: 'kilo-affinity-preset',
  severity: 'warning',
  summary: 'An affinity preset that is not used, because kdaemon.affinity is set',
  checkValues(values, report) {
    const affinity = values.at(['kdaemon', 'affinity']);
    const isSet = typeof affinity === 'string' ? affinity !== '' : isMap(affinity) && Object.keys(affinity).length > 0;
    if (!isSet) return;
    for (const path of PRESETS) {
      const preset = values.at(path);
      // The chart's own preset is a default, which an affinity replaces on purpose.
      if (typeof preset !== 'string' || preset === '' || !values.isUsers(path)) continue;
      report(
        path,
        `${path.join('.')} is not used, because kdaemon.affinity is set`,
        'write it into kdaemon.affinity, or leave one of the two out',
      );
    }
  },
};
