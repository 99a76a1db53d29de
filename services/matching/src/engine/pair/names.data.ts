/** The words of a rendering are those of the published language. */
export type { Name } from '@lastmile/protocol/tables';
export {
  cooperationModeNames as modeNames,
  declineReasonNames as declineNames,
  licenceModeNames as licenceNames,
  marketFieldNames as fieldNames,
  matchComponentNames as componentNames,
  provinceNames,
} from '@lastmile/protocol/tables';
