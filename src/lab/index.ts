export { type Lab, type Route, startLab } from './lab.js';
export { parseScenario, type Scenario, ScenarioError, zonesUnderTest } from './scenario.js';
