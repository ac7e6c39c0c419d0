import { overTcp } from '../../../src/checks/connectivity/tcp.js';
import { describeCheck } from '../../support/checks.js';
import { rowsFor } from './transports.js';

describeCheck(overTcp, rowsFor('tcp'));
