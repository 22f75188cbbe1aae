import { startPage } from "./page.js";

void startPage(() => {});
