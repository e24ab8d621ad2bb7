#pragma once

// Programs that link this end with a message and status 2, before anything else runs, where the
// processor lacks what the build was made for.
