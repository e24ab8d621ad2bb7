import AtelierAgent
import AtelierCodecs
import AtelierCritic
import AtelierEngine
import AtelierLightroom
import AtelierModels
import AtelierPlanner
import AtelierRecipe
import AtelierSessions

/// The exit statuses of the command.
enum ExitStatus: Int32, Error {
  case done = 0
  case someFailed = 1
  case usage = 2
  case inputUnreadable = 3
  case plannerFailed = 4
  case cancelled = 5
  case outputNotWritten = 6
  case nothingDone = 7

  /// The status of an error.
  init(_ error: any Error) {
    self =
      switch error {
      case let status as ExitStatus: status
      case let error as CodecError: Self.status(of: error)
      case RenderError.cancelled, CriticError.cancelled, is CancellationError: .cancelled
      case RenderError.sink(let error): ExitStatus(error)
      case RenderError.limitExceeded, RenderError.blind: .usage
      case let error as ModelError: Self.status(of: error)
      case let error as StyleError: Self.status(of: error)
      case let error as SessionError: Self.status(of: error)
      case is LookReferenceError: .inputUnreadable
      case LanguageModelError.cancelled: .cancelled
      case is LanguageModelError: .plannerFailed
      case is RecipeError, is LightroomError, is RegionError, is UsageError: .usage
      default: .someFailed
      }
  }

  private static func status(of error: ModelError) -> ExitStatus {
    switch error {
    case .noIndex, .unknownPackage: .usage
    case .missingWheel, .wrongContent, .badArchive, .missingLibrary: .inputUnreadable
    case .fileSystem: .outputNotWritten
    case .cancelled: .cancelled
    case .notFetched, .notInstalled, .failed: .someFailed
    }
  }

  private static func status(of error: StyleError) -> ExitStatus {
    switch error {
    case .badName, .unknown, .tooMany: .usage
    case .tooFew: .nothingDone
    case .damaged: .inputUnreadable
    case .fileSystem: .outputNotWritten
    }
  }

  private static func status(of error: SessionError) -> ExitStatus {
    switch error {
    case .unknownSession, .badName, .nameTaken, .unknownPoint, .badPlace: .usage
    case .photoMissing, .photoChanged, .damaged: .inputUnreadable
    case .changedMeanwhile, .storage: .outputNotWritten
    case .nothing: .nothingDone
    }
  }

  private static func status(of error: CodecError) -> ExitStatus {
    switch error {
    case .unreadable, .notAPicture, .corrupt, .unsupported, .limitExceeded, .environment:
      .inputUnreadable
    case .outputExists, .outputNotWritten, .notEncoded: .outputNotWritten
    }
  }
}

/// A wrong use of the command that only shows when it runs.
struct UsageError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
